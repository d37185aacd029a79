import {LEAKAGE_CODES} from './leakage/codes.ts'

/**
 * Every code of a finding about data: what it is about, how much it weighs unless the check says otherwise, and what it
 * means. Stable: a code is never given another meaning. The documentation is made from this table.
 */
export const FINDING_CODES = {
  'empty-file': {check: 'format', level: 'fail', means: 'A table file holds nothing at all.'},
  'header-only': {
    check: 'format',
    level: 'fail',
    means: 'A table file has names of columns and not one row.',
  },
  'invalid-utf8': {check: 'format', level: 'fail', means: 'Bytes that are no UTF-8 text.'},
  'nul-byte': {check: 'format', level: 'fail', means: 'A NUL byte in a text file.'},
  'byte-order-mark': {
    check: 'format',
    level: 'note',
    means:
      'The file begins with a byte order mark, which some programs take for a part of the first name.',
  },
  'mixed-line-ends': {
    check: 'format',
    level: 'warn',
    means: 'Lines of one file end in different ways (LF, CRLF, CR).',
  },
  'ragged-row': {
    check: 'format',
    level: 'fail',
    means: 'A row has more or fewer cells than there are columns.',
  },
  'stray-quote': {
    check: 'format',
    level: 'fail',
    means: 'A quotation mark inside a cell that is not quoted, or text behind a closing one.',
  },
  'quote-not-closed': {
    check: 'format',
    level: 'fail',
    means: 'A quoted cell never ends, so that nothing behind it can be read.',
  },
  'row-too-long': {
    check: 'format',
    level: 'fail',
    means: 'A row is longer than is read; nothing behind it was.',
  },
  'duplicate-column': {
    check: 'format',
    level: 'fail',
    means: 'Two columns have the same name; only the first of them is looked at.',
  },
  'unnamed-column': {check: 'format', level: 'warn', means: 'A column has no name.'},
  'too-many-columns': {
    check: 'format',
    level: 'fail',
    means: 'A table has more columns than are looked at.',
  },
  'named-column': {
    check: 'format',
    level: 'warn',
    means:
      '`key`, `order` or `cluster` names a column that is not there; with `leakage.decides` it fails.',
  },
  'not-json': {check: 'format', level: 'fail', means: 'A line of a JSONL file is no JSON object.'},
  'damaged-file': {
    check: 'format',
    level: 'fail',
    means: 'A file is not what its name says, or a part of it is missing or broken.',
  },
  'unsupported-file': {
    check: 'format',
    level: 'fail',
    means: 'A file uses something of its format that is not read here.',
  },
  'columns-differ': {
    check: 'format',
    level: 'fail',
    means: 'The files of one dataset do not have the same columns.',
  },
  'mixed-types': {
    check: 'format',
    level: 'note',
    means: 'Nearly all cells of a column are of one type, and a few are not.',
  },
  'no-table': {
    check: 'format',
    level: 'fail',
    means: 'A table was asked for, and the dataset has none that can be read.',
  },
  'profile-left-out': {
    check: 'format',
    level: 'note',
    means: 'A dataset has so much in tables that its rows are only looked at when that is asked.',
  },
  'not-looked-into': {
    check: 'format',
    level: 'warn',
    means:
      'A dataset asks for a look at its contents, which lie elsewhere: nothing of it was looked at. Where what it asks for decides, it fails.',
  },
  'weak-checksum': {
    check: 'provenance',
    level: 'warn',
    means:
      'Of a file only a weak ETag or a date is known, so that its bytes may change without anybody seeing it.',
  },
  'multipart-checksum': {
    check: 'provenance',
    level: 'note',
    means:
      'A file is known by the ETag of an upload in parts: the same bytes in other parts count as changed.',
  },
  'lfs-pointers': {
    check: 'provenance',
    level: 'note',
    means:
      'Files lie there as pointers of Git LFS. They count as the content that they point to, which nobody read.',
  },
  'version-claimed': {
    check: 'provenance',
    level: 'note',
    means: 'A dataset is known by nothing but the version that a command told.',
  },
  'schema-changed': {
    check: 'schema',
    level: 'note',
    means: "The columns differ from the baseline's in a way that the dataset allows.",
  },
  'schema-broken': {
    check: 'schema',
    level: 'fail',
    means: "The columns differ from the baseline's in a way that the dataset does not allow.",
  },
  'expect-no-column': {
    check: 'expect',
    level: 'fail',
    means: 'An expectation is about a column that the dataset does not have.',
  },
  'expect-not-checked': {
    check: 'expect',
    level: 'fail',
    means:
      'An expectation could not be checked, for instance for want of a single row; that never passes.',
  },
  'expect-rows': {
    check: 'expect',
    level: 'fail',
    means: 'The dataset has more or fewer rows than expected.',
  },
  'expect-type': {check: 'expect', level: 'fail', means: 'Cells are not of the expected type.'},
  'expect-range': {
    check: 'expect',
    level: 'fail',
    means: 'Cells lie outside of the expected range, or are nothing that can be compared with it.',
  },
  'expect-length': {
    check: 'expect',
    level: 'fail',
    means: 'Texts are shorter or longer than expected.',
  },
  'expect-set': {
    check: 'expect',
    level: 'fail',
    means: 'Cells hold something that is not among the expected values.',
  },
  'expect-pattern': {check: 'expect', level: 'fail', means: 'Cells do not match the pattern.'},
  'expect-missing': {
    check: 'expect',
    level: 'fail',
    means: 'More or fewer cells are empty than expected.',
  },
  'expect-unique': {check: 'expect', level: 'fail', means: 'Values that must be unique repeat.'},
  'expect-order': {
    check: 'expect',
    level: 'fail',
    means: 'Cells are not in the expected order, or cannot be put into one.',
  },
  'expect-key': {
    check: 'expect',
    level: 'fail',
    means: 'Cells refer to something that the other dataset does not have.',
  },
  'expect-fresh': {
    check: 'expect',
    level: 'fail',
    means: 'The newest date is older than expected, lies in the future, or is no date.',
  },
  'expect-total': {
    check: 'expect',
    level: 'fail',
    means: 'A sum, mean, least or greatest value is not as expected, or cells are no numbers.',
  },
  'expect-distinct': {
    check: 'expect',
    level: 'fail',
    means: 'A column has more or fewer different values than expected.',
  },
  'expect-sql': {
    check: 'expect',
    level: 'fail',
    means: 'A query answers something else than expected.',
  },
  'step-output-differs': {
    check: 'provenance',
    level: 'warn',
    means: 'Data is not what the stage of DVC made that a lock names: somebody changed it since.',
  },
  'step-input-differs': {
    check: 'provenance',
    level: 'warn',
    means: 'What a stage read is another now than when it made the data: it ought to run again.',
  },
  'step-unreadable': {
    check: 'provenance',
    level: 'warn',
    means: 'A lock of DVC cannot be read, so nothing is known of the steps in it.',
  },
  'step-unchecked': {
    check: 'provenance',
    level: 'note',
    means: 'The steps read and wrote more than 4 GiB; whether it is as recorded was not looked at.',
  },
  'catalogue-missing': {
    check: 'catalogue',
    level: 'fail',
    means: 'A dataset does not say what the catalogue requires, such as its owner.',
  },
  'drift-found': {
    check: 'drift',
    level: 'warn',
    means: 'Columns differ from those of the reference by more than chance explains.',
  },
  'drift-small': {
    check: 'drift',
    level: 'note',
    means:
      'Columns of many rows differ from those of the reference by more than chance explains, and by little.',
  },
  'drift-not-measured': {
    check: 'drift',
    level: 'warn',
    means: 'Drift was asked for and could not be measured.',
  },
  ...LEAKAGE_CODES,
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly check:
        | 'format'
        | 'schema'
        | 'expect'
        | 'leakage'
        | 'drift'
        | 'catalogue'
        | 'provenance'
        | 'dvc'
      readonly level: 'fail' | 'warn' | 'note'
      readonly means: string
    }
  >
>

export type FindingCode = keyof typeof FINDING_CODES
