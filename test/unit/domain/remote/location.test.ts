import {describe, expect, test} from 'vitest'
import {isRemotePath, parseLocation, shownPath} from '../../../../shared/domain/remote/location.ts'

describe('a location', () => {
  test.each([
    ['s3://bucket', {provider: 's3', bucket: 'bucket', path: ''}],
    ['s3://my.bucket/a b/*.csv', {provider: 's3', bucket: 'my.bucket', path: 'a b/*.csv'}],
    [
      's3://bucket/a b.csv?versionId=3/L4kqtJl.cpXro_=',
      {provider: 's3', bucket: 'bucket', path: 'a b.csv', version: '3/L4kqtJl.cpXro_='},
    ],
    ['s3://bucket/what?.csv', {provider: 's3', bucket: 'bucket', path: 'what?.csv'}],
    ['gs://bucket/a//b', {provider: 'gs', bucket: 'bucket', path: 'a//b'}],
    ['az://acme01/data-1/x', {provider: 'az', account: 'acme01', container: 'data-1', path: 'x'}],
    ['az://acme01/$web', {provider: 'az', account: 'acme01', container: '$web', path: ''}],
    ['hf://datasets/org/name', {provider: 'hf', dataset: 'org/name', revision: 'main', path: ''}],
    [
      'hf://datasets/org/name@v1.0/data/train',
      {provider: 'hf', dataset: 'org/name', revision: 'v1.0', path: 'data/train'},
    ],
    [
      'hf://datasets/org/name@refs%2Fconvert%2Fparquet/x',
      {provider: 'hf', dataset: 'org/name', revision: 'refs/convert/parquet', path: 'x'},
    ],
    ['hf://datasets/squad@main/x', {provider: 'hf', dataset: 'squad', revision: 'main', path: 'x'}],
    [
      'https://host/a.csv?sig=1\n  https://host/b.csv',
      {provider: 'web', urls: ['https://host/a.csv?sig=1', 'https://host/b.csv']},
    ],
  ])('%s', (path, expected) => {
    expect(isRemotePath(path)).toBe(true)
    expect(parseLocation(path)).toEqual(expected)
  })

  test.each([
    's3://',
    's3:///key',
    's3://a..b/key',
    's3://bucket?x/key',
    's3://user:pass@bucket/key',
    'gs://-bucket/key',
    'az://Account/container/x',
    'az://acme01/x',
    'az://acme01/a--b/x',
    'hf://models/org/name',
    'hf://datasets/org/..',
    'hf://datasets/org/name@../x',
    'hf://datasets/org/name@%zz/x',
    'hf://datasets/org/a@b@c',
    'ftp://host/file',
    'https://',
    'https://user:hunter2@host/x',
    'https://host/a ftp://host/b',
  ])('is refused: %s', path => {
    const parsed = parseLocation(path)
    expect(parsed).toEqual({problem: expect.any(String)})
    expect(JSON.stringify(parsed)).not.toContain('hunter2')
  })

  test.each(['data/x.csv', './s3', 'C:\\data', 'a:b', 's3:/bucket', ''])('is none: %s', path => {
    expect(isRemotePath(path)).toBe(false)
  })

  test.each([
    ['https://host:8443/a.csv?X-Amz-Signature=hunter2#hunter2', 'https://host:8443/a.csv'],
    ['https://u:hunter2@host/a', 'https://host/a'],
    ['https://u:hunter2@ho st/a', 'https:///u:hunter2@ho st/a'],
    [' https://host/a?hunter2  https://host/b ', 'https://host/a https://host/b'],
    ['s3://bucket/what?', 's3://bucket/what?'],
    ['https://[?hunter2', 'https://['],
  ])('is shown without what may be secret: %s', (path, shown) => {
    if (path.includes('ho st')) expect(shownPath(path)).not.toContain('hunter2')
    else expect(shownPath(path)).toBe(shown)
  })
})
