import type {Verdict} from './verdict.ts'

/**
 * Every reason a gate can give, for the output `reason-code`: its verdict, and what it means. Stable: a code is never
 * given another meaning. The documentation is made from this table.
 */
export const REASON_CODES = {
  'within-limits': {verdict: 'pass', means: 'Every deciding rule holds.'},
  'model-unchanged': {
    verdict: 'pass',
    means: "Nothing that the model depends on differs; the baseline's metrics hold today's limits.",
  },
  'over-limit': {verdict: 'fail', means: 'A metric is above the limit of its rule.'},
  'under-limit': {verdict: 'fail', means: 'A metric is below the limit of its rule.'},
  'worse-than-baseline': {
    verdict: 'fail',
    means: 'A metric is worse than the baseline by more than its rule allows.',
  },
  'not-better-than-baseline': {
    verdict: 'fail',
    means: 'A rule demands an improvement over the baseline, and there is none or too little.',
  },
  'outside-band': {
    verdict: 'fail',
    means: 'A metric is outside the band of its rule, on either side.',
  },
  'over-budget': {
    verdict: 'fail',
    means: 'Several metrics lose more together than their rule allows.',
  },
  'chance-of-many': {
    verdict: 'inconclusive',
    means:
      'A rule would fail by itself; among as many rules as were tested together chance may explain it.',
  },
  'small-slice': {
    verdict: 'inconclusive',
    means:
      'A slice or a group has fewer examples than its rule asks for, or does not say how many.',
  },
  'metric-absent': {
    verdict: 'inconclusive',
    means: 'A metric that need not be there is not there; its rule did not decide.',
  },
  'within-noise': {
    verdict: 'inconclusive',
    means: 'Whether the harm is more than a rule allows cannot be told from chance.',
  },
  'too-few-rows': {
    verdict: 'inconclusive',
    means: 'The holdout has too few independent rows to tell a change from chance.',
  },
  'no-baseline': {
    verdict: 'no-baseline',
    means: 'No record to compare with was found; rules with absolute limits hold.',
  },
  'metric-new': {
    verdict: 'no-baseline',
    means: 'The baseline does not have the metric yet, so there is nothing to compare it with.',
  },
  'no-champion': {
    verdict: 'no-baseline',
    means: 'A rule compares with the model that is live, and none is.',
  },
  'champion-not-scored': {
    verdict: 'error',
    means:
      'A rule compares with the model that is live, and it could not be scored on the same rows.',
  },
  'ambiguous-champion': {
    verdict: 'error',
    means:
      'Different models are live in several environments, and the rule does not say which one it means.',
  },
  'missing-floor': {
    verdict: 'error',
    means: 'A rule asks for a floor that the reviewed file does not have.',
  },
  'too-few-examples': {
    verdict: 'error',
    means: 'A metric comes from fewer examples than its rule asks for, or does not say how many.',
  },
  'wrong-run-count': {
    verdict: 'error',
    means: 'A rule is about so many runs, and more or fewer were read.',
  },
  'direction-conflict': {
    verdict: 'error',
    means: 'The metrics file and the rule do not agree which way is better.',
  },
  'too-many-matches': {verdict: 'error', means: 'A pattern fits more metrics than anyone reads.'},
  'missing-metric': {verdict: 'error', means: 'A rule names a metric that was not read.'},
  'ambiguous-metric': {
    verdict: 'error',
    means: 'A name in a rule fits several values, in one file or in several.',
  },
  'different-examples': {
    verdict: 'error',
    means:
      'The examples that both models were scored on are not the same ones, or examples of the baseline are missing, so the scores cannot be compared.',
  },
  'share-or-percent': {
    verdict: 'error',
    means:
      'Of a metric that is a share by its name the file has percent and its rule a share, or the other way round.',
  },
  'values-too-large': {
    verdict: 'error',
    means:
      'Scores are so large, or so far apart, that no difference between the models can be computed.',
  },
  'metric-not-finite': {verdict: 'error', means: 'A metric is NaN or infinite.'},
  'metric-not-a-number': {
    verdict: 'error',
    means: 'A rule names a value that is a text, true or false, null or a list.',
  },
  'baseline-not-finite': {verdict: 'error', means: "The baseline's value is NaN or infinite."},
  'baseline-not-a-number': {verdict: 'error', means: "The baseline's value is not a number."},
  'baseline-ambiguous': {
    verdict: 'error',
    means: 'A name in a rule fits several values of the baseline.',
  },
  'zero-baseline': {
    verdict: 'error',
    means: "A tolerance in percent of the baseline's value has no meaning where that value is 0.",
  },
  'limit-not-finite': {
    verdict: 'error',
    means: "The baseline's value and the tolerance together are too large a number.",
  },
  'invalid-config': {
    verdict: 'error',
    means: 'The change leaves a configuration that cannot be used; the trusted rules are shown.',
  },
  'training-failed': {
    verdict: 'error',
    means: 'The training did not end well, so there is no model.',
  },
  'plan-refused': {
    verdict: 'error',
    means: 'The plan says that the model is unchanged, and what is at hand says otherwise.',
  },
  'evaluation-missing': {
    verdict: 'error',
    means: 'The configuration says how the model is evaluated, and this run evaluated none.',
  },
  'unreadable-metrics': {
    verdict: 'error',
    means: 'A metrics file is missing, too large, or not what it should be.',
  },
  'unreadable-baseline': {
    verdict: 'error',
    means: 'The metrics given as the baseline are missing, too large, or not what they should be.',
  },
  'no-metrics': {verdict: 'error', means: 'The metrics files hold no number at all.'},
  'no-rules': {verdict: 'error', means: 'There is no rule that decides.'},
} as const satisfies Readonly<Record<string, {readonly verdict: Verdict; readonly means: string}>>

export type ReasonCode = keyof typeof REASON_CODES
