import {expect, test} from 'vitest'
import {parseRule} from '../../../../shared/domain/rules/parser.ts'

/** Each mistake is told at its character, with what would be right. */
const PROBLEMS = [
  {text: '', index: 0, message: 'expected a rule such as "rmse <= 3.5"'},
  {text: '   ', index: 0, message: 'expected a rule such as "rmse <= 3.5"'},
  {
    text: 'rmse',
    index: 4,
    message: 'expected <=, >=, < or > after the metric, found the end of the rule',
  },
  {
    text: 'rmse <=',
    index: 7,
    message: 'expected a number or "baseline", found the end of the rule',
  },
  {text: 'rmse = 3', index: 5, message: 'a rule says which side is good: expected <=, >=, < or >'},
  {text: 'rmse == 3', index: 5, message: 'a rule says which side is good: expected <=, >=, < or >'},
  {text: 'rmse => 3', index: 5, message: 'write >= instead of =>'},
  {text: 'rmse =< 3', index: 5, message: 'write <= instead of =<'},
  {text: 'rmse != 3', index: 5, message: 'a rule says which side is good: expected <=, >=, < or >'},
  {text: 'rmse <= x', index: 8, message: 'expected a number or "baseline", found "x"'},
  {
    text: 'rmse <= 3 4',
    index: 10,
    message: 'expected the end of the rule or ", report-only", found "4"',
  },
  {
    text: 'rmse <= basline',
    index: 8,
    message: 'expected a number or "baseline", found "basline"; did you mean "baseline"?',
  },
  {text: 'rmse <= baseline +', index: 18, message: 'expected a number, found the end of the rule'},
  {text: 'rmse <= baseline + x', index: 19, message: 'expected a number, found "x"'},
  {
    text: 'rmse <= baseline 2%',
    index: 17,
    message: 'expected "+" or "-" after "baseline", found "2"',
  },
  {
    text: 'rmse <= baseline + 2 %%',
    index: 22,
    message: 'expected the end of the rule or ", report-only", found "%"',
  },
  {
    text: 'rmse <= baseline + 2 percent',
    index: 21,
    message: 'expected the end of the rule or ", report-only", found "p"',
  },
  {
    text: 'rmse <= baseline * 1.02',
    index: 17,
    message: 'expected "+" or "-" after "baseline", found "*"',
  },
  {
    text: 'rmse <= 3, report',
    index: 11,
    message:
      'expected "report-only", "if present", "noise from history" or "at least N examples" after the comma; did you mean "report-only"?',
  },
  {
    text: 'rmse <= 3,',
    index: 10,
    message:
      'expected "report-only", "if present", "noise from history" or "at least N examples" after the comma',
  },
  {
    text: 'rmse <= 3, report-only x',
    index: 11,
    message:
      'expected "report-only", "if present", "noise from history" or "at least N examples" after the comma; did you mean "report-only"?',
  },
  {
    text: 'rmse[month] <= 6',
    index: 10,
    message: 'expected "=" after the dimension, as in "[month=12]", found "]"',
  },
  {
    text: 'rmse[slice=12] <= 6',
    index: 11,
    message: '"slice" stands for all slices: write "*" or "worst", or name a dimension',
  },
  {
    text: 'rmse[slice=*, month=1] <= 6',
    index: 21,
    message: '"slice" stands for all slices, so it stands alone',
  },
  {text: 'rmse[a=*, b=worst] <= 6', index: 17, message: '"*" and "worst" do not go together'},
  {text: 'rmse[a=1, a=2] <= 6', index: 10, message: 'the dimension a is one too many'},
  {text: 'rmse[a=1 <= 6', index: 9, message: 'expected "," or "]", found "<"'},
  {text: 'rmse[a=] <= 6', index: 7, message: 'expected a value, "*" or "worst", found "]"'},
  {
    text: 'rmse <= champion(',
    index: 17,
    message: 'expected the name of an environment, found the end of the rule',
  },
  {
    text: 'rmse <= champion(a b',
    index: 19,
    message: 'expected ")" after the environment, found "b"',
  },
  {
    text: 'rmse <= champio',
    index: 8,
    message: 'expected a number or "baseline", found "champio"; did you mean "champion"?',
  },
  {
    text: 'rmse within 5 %',
    index: 15,
    message: 'expected "of baseline" or "of champion", found the end of the rule',
  },
  {text: 'rmse within 0 of baseline', index: 12, message: 'a band needs a width above 0'},
  {
    text: 'rmse within 5 % of floor',
    index: 19,
    message: 'expected "baseline" or "champion", found "floor"',
  },
  {
    text: 'accuracy within 5 % of baseline',
    index: 18,
    message:
      '"5 %" can mean two things for accuracy: write "5 pp" (percentage points, 0.05) or "5 % relative" (of the baseline\'s value)',
  },
  {
    text: 'loss between 0.2',
    index: 16,
    message: 'expected "and" and the upper limit, found the end of the rule',
  },
  {
    text: 'loss between 0.4 and 0.2',
    index: 13,
    message: 'the lower limit must be below the upper one, 0.2',
  },
  {
    text: 'accuracy between 50 and 90',
    index: 17,
    message: 'accuracy is a share, from 0 to 1: write "0.5" or "50%"',
  },
  {
    text: 'drops of accuracy <= 2 pp together',
    index: 18,
    message: 'a budget is shared by two metrics or more',
  },
  {text: 'drops of a, a <= 2 together', index: 12, message: 'a is named already'},
  {
    text: 'drops of a, b >= 2 together',
    index: 14,
    message: 'expected "<=" and what may be lost, found ">"',
  },
  {
    text: 'drops of a, b <= 2',
    index: 18,
    message: 'expected "together" after the budget, found the end of the rule',
  },
  {text: 'drops of a, *b <= 2 together', index: 12, message: 'a budget names each of its metrics'},
  {
    text: 'drops of a[b=1], c <= 2 together',
    index: 10,
    message: 'a budget is about whole metrics, without slices',
  },
  {
    text: 'drops of accuracy, mae <= 2 % together',
    index: 28,
    message:
      '"2 %" can mean two things for accuracy: write "2 pp" (percentage points, 0.02) or "2 % relative" (of the baseline\'s value)',
  },
  {
    text: 'a >= 1 in 4 of 5 runs',
    index: 10,
    message: 'expected "at least 4 of 5 runs" after "in", found "4"',
  },
  {
    text: 'a >= 1 in at least 6 of 5 runs',
    index: 19,
    message: '6 of 5 runs is no such share; write 1 to 5',
  },
  {
    text: 'a >= 1 in at least 0 of 5 runs',
    index: 19,
    message: '0 of 5 runs is no such share; write 1 to 5',
  },
  {
    text: 'a >= 1 in at least 4.5 of 5 runs',
    index: 19,
    message: 'expected a whole number, found "4"',
  },
  {
    text: 'a between 1 and 2 in at least 4 of 5 runs',
    index: 18,
    message: 'a rule on runs goes with <=, >=, < or > on one value',
  },
  {
    text: 'a >= 1, at least 5 rows',
    index: 19,
    message: 'expected "examples" after the number, found "r"',
  },
  {text: 'a >= 1, at least examples', index: 17, message: 'expected a whole number, found "e"'},
  {text: 'a >= 1, report-only, report-only', index: 21, message: 'this is said already'},
  {
    text: 'demographic_parity_difference[sex <= 0.1',
    index: 34,
    message: 'expected "]", found "<"',
  },
  {
    text: 'equalized_odds_ratio[sex, reference=f] >= 0.8',
    index: 24,
    message: 'only disparate_impact has a reference group',
  },
  {
    text: '* >= baseline - 1%',
    index: 17,
    message:
      '"1 %" can mean two things for *: write "- 1 pp" (percentage points, 0.01) or "- 1 % relative" (of the baseline\'s value)',
  },
  {text: '"rmse <= 3', index: 0, message: 'this quote is not closed'},
  {text: '"" <= 3', index: 0, message: 'a metric needs a name'},
  {text: '"a\\x" <= 3', index: 2, message: 'unknown escape; write \\\\ for a backslash'},
  {
    text: 'accuracy <= 90',
    index: 12,
    message: 'accuracy is a share, from 0 to 1: write "0.9" or "90%"',
  },
  {
    text: 'accuracy >= baseline - 1',
    index: 23,
    message:
      '"1" is all of accuracy, a share from 0 to 1: write "- 1 pp" (percentage points, 0.01)',
  },
  {
    text: 'accuracy >= baseline - 1%',
    index: 24,
    message:
      '"1 %" can mean two things for accuracy: write "- 1 pp" (percentage points, 0.01) or "- 1 % relative" (of the baseline\'s value)',
  },
  {
    text: 'accuracy >= baseline - 1 % relativ',
    index: 25,
    message:
      '"1 %" can mean two things for accuracy: write "- 1 pp" (percentage points, 0.01) or "- 1 % relative" (of the baseline\'s value)',
  },
  {text: '<= 3', index: 0, message: 'a rule begins with the name of a metric, as in "rmse <= 3.5"'},
  {
    text: '3 <= rmse',
    index: 0,
    message: 'a rule begins with the name of a metric, as in "rmse <= 3.5"',
  },
  {text: 'rmse <= 1e999', index: 8, message: 'this number is too large'},
  {
    text: 'a[x in 1] <= 1',
    index: 7,
    message: 'expected values in parentheses, as in "[month in (1, 2)]", found "1"',
  },
  {text: 'a[x in ()] <= 1', index: 8, message: 'expected a value, found ")"'},
  {text: 'a[x in (1, 1)] <= 1', index: 11, message: '1 is named already'},
  {text: 'a[x in (1] <= 1', index: 9, message: 'expected "," or ")", found "]"'},
  {
    text: 'a[x in (1, 2), y=*] <= 1',
    index: 18,
    message: 'a list names the slices that must be there, so "*" and "worst" do not go with it',
  },
  {
    text: `a[${[1, 2, 3, 4].map(name => `d${name} in (a, b, c, d, e, f)`).join(', ')}] <= 1`,
    index: 104,
    message: 'these lists mean more than 1000 slices',
  },
  {
    text: 'a[slice in (1, 2)] <= 1',
    index: 11,
    message: '"slice" stands for all slices: write "*" or "worst", or name a dimension',
  },
  {
    text: 'rmse <= 5 pp',
    index: 10,
    message: 'percentage points are a distance from the baseline; write a limit with %',
  },
  {
    text: 'rmse <= -',
    index: 9,
    message: 'expected a number or "baseline", found the end of the rule',
  },
  {
    text: 'rmse <= 1.2.3',
    index: 11,
    message: 'expected the end of the rule or ", report-only", found "."',
  },
  {text: 'rmse <= 1,5', index: 10, message: 'numbers are written with a point and without commas'},
  {
    text: 'a b <= 3',
    index: 2,
    message:
      'expected <=, >=, < or > after the metric, found "b"; a name with such characters is quoted: "a b"',
  },
  {
    text: 'gsm8k.exact_match,strict-match >= 0.2',
    index: 17,
    message:
      'expected <=, >=, < or > after the metric, found ","; a name with such characters is quoted: "gsm8k.exact_match,strict-match"',
  },
  {
    text: 'recall[class=cat] x >= 0.2',
    index: 18,
    message: 'expected <=, >=, < or > after the metric, found "x"',
  },
  {
    text: 'rmse <= 90% relative',
    index: 12,
    message: 'expected the end of the rule or ", report-only", found "r"',
  },
  {text: 'rmse <= baseline + 1e999', index: 19, message: 'this number is too large'},
  {
    text: 'rmse <= 0x10',
    index: 9,
    message: 'expected the end of the rule or ", report-only", found "x"',
  },
  {
    text: 'rmse <= 3 and b <= 4',
    index: 10,
    message: 'expected the end of the rule or ", report-only", found "a"',
  },
  {
    text: 'rmse > 3 < 4',
    index: 9,
    message: 'expected the end of the rule or ", report-only", found "<"',
  },
  {text: 'rmse <= "3"', index: 8, message: 'expected a number or "baseline", found "\\""'},
  {
    text: '-a <= 3',
    index: 0,
    message: 'a rule begins with the name of a metric, as in "rmse <= 3.5"',
  },
  {
    text: 'rmse <= 3.5 seconds',
    index: 12,
    message: 'expected the end of the rule or ", report-only", found "s"',
  },
]

test.each(PROBLEMS)('$text', ({text, index, message}) => {
  expect(parseRule(text)).toEqual({problem: {text: text.trim(), index, message}})
})
