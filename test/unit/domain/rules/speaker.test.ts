import {expect, test} from 'vitest'
import type {Noise} from '../../../../shared/domain/noise.ts'
import {nearestToFailing} from '../../../../shared/domain/rules/speaker.ts'

function rule(name: string, p?: number, independent = 500) {
  const noise: Noise = {method: 'paired-t', independent, ...(p === undefined ? {} : {p})}
  return {name, noise}
}

test.each([
  {name: 'the smallest chance', rules: [rule('a', 0.9), rule('b', 0.02), rule('c', 0.3)], is: 'b'},
  {name: 'the first of equals', rules: [rule('a', 0.3), rule('b', 0.3)], is: 'a'},
  {name: 'what is measured', rules: [{name: 'a'}, rule('b', 0.3)], is: 'b'},
  {name: 'not what has too few rows', rules: [rule('a', 0.3), rule('b', 0.01, 5)], is: 'a'},
  {name: 'the first where nothing is measured', rules: [{name: 'a'}, rule('b')], is: 'a'},
  {name: 'nothing of none', rules: [], is: undefined},
])('$name speaks', ({rules, is}) => {
  expect(nearestToFailing<{name: string; noise?: Noise}>(rules)?.name).toBe(is)
})
