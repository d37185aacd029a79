import {describe, expect, test} from 'vitest'
import {junit} from '../../../../shared/domain/metric-files/junit.ts'
import {promptfoo} from '../../../../shared/domain/metric-files/promptfoo.ts'
import {outcomeOf, problemsOf, readAs, valuesOf} from './reading.ts'

const report = (cases: string, attributes = '') =>
  `<?xml version="1.0"?>\n<!-- <testsuites> -->\n<testsuites${attributes}><testsuite name="s">\n${cases}</testsuite></testsuites>\n`

describe('JUnit XML', () => {
  test('each test is an example, what was skipped is none', () => {
    const text = report(
      '<testcase classname="a" name="&lt;x&gt; &#228;" time="1,000.5"/>\n' +
        "<testcase classname='a' name='y' time='0.25'><failure message=\"a > b\"><![CDATA[<oh>&]]></failure><system-out>&amp;</system-out></testcase>\n" +
        '<testcase name="z" time="0"><error/></testcase>\n<testcase name="w" time="0"><skipped/></testcase>\n',
      ' tests="4" failures="1"',
    )
    const {metrics, examples} = readAs(junit, text)
    expect(valuesOf({metrics})).toEqual({
      pass_rate: expect.closeTo(1 / 3, 12),
      tests: 4,
      passed: 1,
      failures: 1,
      errors: 1,
      skipped: 1,
      time: 1000.75,
    })
    expect(metrics[0]).toMatchObject({n: 3, direction: 'higher', stderr: expect.closeTo(1 / 3, 12)})
    expect(examples).toEqual([
      {
        source: 'f',
        ids: ['a::<x> ä', 'a::y', 'z'],
        scores: [{key: ['pass_rate'], direction: 'higher', values: Float64Array.of(1, 0, 0)}],
      },
    ])
  })

  test('suites may nest; their names tell tests of one name apart', () => {
    const one = (suite: string) => `<testsuite name="${suite}"><testcase name="t"/></testsuite>`
    expect(
      readAs(junit, `<testsuites>${one('a')}${one('b')}</testsuites>`).examples?.[0]?.ids,
    ).toEqual(['a::t', 'b::t'])
    expect(
      valuesOf(
        readAs(
          junit,
          `<testsuite><testsuite name="a"><testcase name="t"/></testsuite></testsuite>`,
        ),
      ),
    ).toMatchObject({pass_rate: 1, tests: 1})
  })

  const size = 2 ** 19
  test.each([
    {name: 'blanks before no attribute', text: `<testsuite><a ${' '.repeat(size)}|`},
    {name: 'blanks before no end', text: `<testsuite><a b="1"${' '.repeat(size)}|`},
    {name: 'blanks before no "="', text: `<testsuite><a ${'b '.repeat(size)}|`},
    {name: 'ampersands', text: `<testsuite>${'&amp;'.repeat(size / 5)}&|`},
    {name: 'comments', text: `<testsuite>${'<!-- -->'.repeat(size / 8)}<!--`},
    {name: 'instructions that do not end', text: `<testsuite>${'<?'.repeat(size / 2)}`},
    {name: 'ends of no element', text: `<testsuite>${'</a>'.repeat(size / 4)}`},
  ])('half a megabyte of $name is a problem soon', ({text}) => {
    const before = process.cpuUsage()
    expect(problemsOf(outcomeOf(junit, text))).toHaveLength(1)
    const {user, system} = process.cpuUsage(before)
    // A reader that looks at all of it again and again takes minutes.
    expect(user + system).toBeLessThan(5e6)
  })

  const laughs = `<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(10)}">]>`
  test.each([
    {
      name: 'a test twice',
      text: report('<testcase name="a"/>\n<testcase name="a"/>'),
      says: '5:1 the test "s::a" is there twice, first on line 4',
    },
    {name: 'no test at all', text: report(''), says: '3:1 holds no test case: no test was run'},
    {
      name: 'nothing but skipped tests',
      text: report('<testcase name="a"><skipped/></testcase>'),
      says: '3:1 all tests were skipped: there is nothing to judge',
    },
    {
      name: 'more failures than are shown',
      text: report('<testcase name="a"/>', ' failures="2"'),
      says: '3:1 says 2 failures, and shows 0',
    },
    {
      name: 'more tests than are shown',
      text: report('<testcase name="a"/>', ' tests="9"'),
      says: '3:1 says 9 tests, and shows 1',
    },
    {
      name: 'another root',
      text: '<a><testsuites/></a>',
      says: '1:1 its root is <a>, not <testsuites> or <testsuite>',
    },
    {
      name: 'entities of its own',
      text: `${laughs}<testsuites>&b;</testsuites>`,
      says: '1:1 a document type or an entity of its own is not read',
    },
    {
      name: 'an unknown entity',
      text: report('<testcase name="&b;"/>'),
      says: '4:1 the entity &b; is not read',
    },
    {
      name: 'an unknown entity in a text',
      text: report('<testcase name="a"/>&xxe;'),
      says: '4:1 the entity &xxe; is not read',
    },
    {
      name: 'an end that is missing',
      text: report('<testcase name="a">'),
      says: '4:1 expected </testcase>',
    },
    {
      name: 'a file that was cut',
      text: '<testsuites>\n<testsuite><testcase name="a"/>',
      says: '2:1 <testsuite> of line 2 does not end',
    },
    {
      name: 'an attribute twice',
      text: report('<testcase name="a" name="b"/>'),
      says: '4:1 the attribute name is there twice',
    },
    {
      name: 'an attribute without quotes',
      text: report('<testcase name=a/>'),
      says: '4:1 an attribute of <testcase> is not written as name="value"',
    },
    {
      name: 'two roots',
      text: '<testsuites/><testsuites/>',
      says: '1:1 there is more than one root element',
    },
    {
      name: 'text behind the root',
      text: '<testsuites/>x',
      says: '1:1 a text outside of all elements',
    },
    {
      name: 'elements without end',
      text: '<a>'.repeat(500),
      says: '1:1 nests deeper than 200 levels',
    },
    {
      name: 'a comment without end',
      text: '<testsuites><!-- ',
      says: '1:1 this comment does not end',
    },
    {name: 'nothing', text: '<!-- -->', says: '1:1 has no element'},
  ])('$name: an error', ({text, says}) => {
    expect(problemsOf(outcomeOf(junit, text))[0]).toBe(says)
  })
})

describe('promptfoo', () => {
  const result = (test: number, success: boolean, more = '') =>
    `{"testIdx": ${test}, "promptIdx": 0, "success": ${success}, "score": ${success ? 1 : 0.25}, "vars": {"q": "${test}"}${more}}`
  const file = (results: string, stats = '"successes": 1, "failures": 1, "errors": 0') =>
    `{"evalId": "e", "results": {"version": 3, "results": [${results}], "stats": {${stats}}}}`

  test('each result is an example', () => {
    const {metrics, examples, warnings} = readAs(
      promptfoo,
      file(
        `${result(0, true, ', "namedScores": {"tone": 0.5}')}, ${result(1, false, ', "namedScores": {"tone": 1}')}`,
        '"successes": 1, "failures": 0, "errors": 1',
      ),
    )
    expect(valuesOf({metrics})).toEqual({
      pass_rate: 0.5,
      score: 0.625,
      'named.tone': 0.75,
      successes: 1,
      failures: 0,
      errors: 1,
    })
    expect(examples?.[0]).toMatchObject({ids: ['test 0 prompt 0', 'test 1 prompt 0']})
    expect(new Set(examples?.[0]?.hashes).size).toBe(2)
    expect(warnings).toEqual(['1 of 2 tests ended with an error and count as failed'])
  })

  test.each([
    {name: 'no result', text: file('', ''), says: '1:28 holds no result: no test was run'},
    {
      name: 'fewer results than are counted',
      text: file(result(0, true)),
      says: '1:146 its counts are of 2 results, and there are 1',
    },
    {
      name: 'a result twice',
      text: file(`${result(0, true)},\n${result(0, false)}`),
      says: '2:1 test 0 prompt 0 is there twice, first on line 1',
    },
    {
      name: 'a result that says nothing',
      text: file(`{"score": 1}`, '"successes": 1'),
      says: '1:55 does not say whether it is a success',
    },
  ])('$name: an error', ({text, says}) => {
    expect(problemsOf(outcomeOf(promptfoo, text))).toEqual([says])
  })

  test('a score that some results lack has no mean', () => {
    const text = file(`${result(0, true, ', "namedScores": {"tone": 1}')}, ${result(1, false)}`)
    expect(valuesOf(readAs(promptfoo, text))['named.tone']).toBe('not-a-number')
  })
})
