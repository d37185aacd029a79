/** Codes of findings about what training data and holdouts have in common; a part of FINDING_CODES. */
export const LEAKAGE_CODES = {
  'leakage-rows': {
    check: 'leakage',
    level: 'warn',
    means: 'Rows of a holdout are rows of the training data too.',
  },
  'leakage-near-rows': {
    check: 'leakage',
    level: 'warn',
    means:
      'Rows of a holdout are nearly the same as rows of the training data: but for case, punctuation, white space, digits behind the fifth, the label and the key.',
  },
  'leakage-files': {
    check: 'leakage',
    level: 'warn',
    means: 'Files of a holdout are byte for byte in the training data too.',
  },
  'leakage-groups': {
    check: 'leakage',
    level: 'warn',
    means:
      'Groups of rows that belong together are on both sides, in part to train and in part to judge.',
  },
  'leakage-time': {
    check: 'leakage',
    level: 'warn',
    means: 'Training data are not all earlier than the holdout begins.',
  },
  'leakage-not-checked': {
    check: 'leakage',
    level: 'note',
    means: 'Whether the holdout stands in the training data is not known.',
  },
  'holdout-changed-alone': {
    check: 'leakage',
    level: 'warn',
    means: 'The holdout changed while no training data did.',
  },
  'holdout-worn': {
    check: 'leakage',
    level: 'note',
    means:
      'So many models were judged on the same holdout that the best of them was in part lucky.',
  },
} as const
