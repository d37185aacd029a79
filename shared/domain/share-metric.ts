/** Metrics that are shares by their definition, so that "1 %" of one can mean two things. */
const SHARES: ReadonlySet<string> = new Set([
  'acc',
  'accuracy',
  'ap',
  'auc',
  'auc pr',
  'auc roc',
  'aucpr',
  'auprc',
  'auroc',
  'cer',
  'dice',
  'em',
  'error rate',
  'exact match',
  'f beta',
  'f1',
  'f2',
  'fnr',
  'fpr',
  'hit rate',
  'hitrate',
  'iou',
  'jaccard',
  'map',
  'miou',
  'mrr',
  'ndcg',
  'npv',
  'pass',
  'pass rate',
  'ppv',
  'pr auc',
  'precision',
  'recall',
  'roc auc',
  'sensitivity',
  'specificity',
  'success rate',
  'tnr',
  'tpr',
  'wer',
  'win rate',
])

/** Words around a metric's name that do not change what kind of number it is. */
const AROUND: ReadonlySet<string> = new Set([
  'at',
  'average',
  'avg',
  'balanced',
  'best',
  'binary',
  'dev',
  'eval',
  'evaluation',
  'final',
  'holdout',
  'k',
  'macro',
  'mean',
  'micro',
  'norm',
  'overall',
  'samples',
  'score',
  'test',
  'top',
  'total',
  'train',
  'training',
  'val',
  'valid',
  'validation',
  'weighted',
])

/**
 * Whether a name is that of one of the usual 0–1 metrics: `accuracy`, `val_acc`, `eval/f1-macro`, `recall@10`,
 * `gsm8k/exact_match,strict-match`. Only names decide, never values: a verdict must not depend on a lucky 0.99.
 * Word and character error rates can exceed 1, but are quoted in percent all the same, so they count.
 */
export function isShareMetric(name: string): boolean {
  const last = name.split(/[./]/).filter(Boolean).at(-1) ?? ''
  const [metric = ''] = last.split(',')
  const words = metric
    .replace(/([a-z]{2})([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map(word => (SHARES.has(word) ? word : word.replace(/\d+$/, '')))
    .filter(word => word !== '' && !AROUND.has(word))
  return SHARES.has(words.join(' '))
}
