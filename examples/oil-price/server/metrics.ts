import type {Active} from './active-model.ts'

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

type Latency = {readonly counts: number[]; sum: number; count: number}

export type Metrics = {
  readonly countRequest: (seen: {
    readonly method: string
    readonly route: string
    readonly status: string
    readonly seconds: number
  }) => void
  readonly countPrediction: (model: 'active' | 'other', rows: number) => void
  readonly countActivation: () => void
  readonly text: (active: Active) => string
}

/** Counts since the start, in the text format 0.0.4 of Prometheus. */
export function makeMetrics(): Metrics {
  const requests = new Map<string, number>()
  const latencies = new Map<string, Latency>()
  const predictions = new Map<string, number>()
  const rows = new Map<string, number>()
  let activations = 0

  return {
    countRequest({method, route, status, seconds}) {
      add(requests, `method="${method}",route="${route}",status="${status}"`, 1)
      const latency = latencies.get(route) ?? {counts: BUCKETS.map(() => 0), sum: 0, count: 0}
      latencies.set(route, latency)
      BUCKETS.forEach((bound, index) => {
        if (seconds <= bound) latency.counts[index] = (latency.counts[index] ?? 0) + 1
      })
      latency.sum += seconds
      latency.count += 1
    },
    countPrediction(model, count) {
      add(predictions, `model="${model}"`, 1)
      add(rows, `model="${model}"`, count)
    },
    countActivation() {
      activations += 1
    },
    text: active =>
      [
        ...family('requests_total', 'counter', 'Answered requests.', labelled(requests)),
        ...family(
          'request_seconds',
          'histogram',
          'Time from a request to its answer.',
          [...latencies].flatMap(([route, latency]) => histogram(route, latency)),
        ),
        ...family('predictions_total', 'counter', 'Answered predictions.', labelled(predictions)),
        ...family('predicted_rows_total', 'counter', 'Rows in them.', labelled(rows)),
        ...family('activations_total', 'counter', 'Changes of the active model.', [
          ['', activations],
        ]),
        ...family('active_model_info', 'gauge', 'The active model.', infoOf(active)),
        ...family(
          'active_since_seconds',
          'gauge',
          'When it became active, in Unix time.',
          active.since === null ? [] : [['', Date.parse(active.since) / 1000]],
        ),
        '',
      ].join('\n'),
  }
}

type Sample = readonly [suffixAndLabels: string, value: number]

function family(
  name: string,
  type: 'counter' | 'gauge' | 'histogram',
  ...[help, samples]: readonly [string, readonly Sample[]]
): readonly string[] {
  const full = `model_server_${name}`
  return [
    `# HELP ${full} ${help}`,
    `# TYPE ${full} ${type}`,
    ...samples.map(([rest, value]) => `${full}${rest} ${value}`),
  ]
}

function labelled(counts: ReadonlyMap<string, number>): readonly Sample[] {
  return [...counts].map(([labels, value]) => [`{${labels}}`, value])
}

function histogram(route: string, {counts, sum, count}: Latency): readonly Sample[] {
  const bucket = (bound: number | string, value: number): Sample => [
    `_bucket{route="${route}",le="${bound}"}`,
    value,
  ]
  return [
    ...BUCKETS.map((bound, index) => bucket(bound, counts[index] ?? 0)),
    bucket('+Inf', count),
    [`_sum{route="${route}"}`, sum],
    [`_count{route="${route}"}`, count],
  ]
}

function infoOf({digest}: Active): readonly Sample[] {
  return digest === null ? [] : [[`{digest="${digest}"}`, 1]]
}

function add(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}
