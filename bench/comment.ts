import {foundTeam} from '../test/acceptance/team.ts'
import {printRows} from './measure.ts'

/** What CML 0.20.6 takes for one comment, as measured before: it cannot be installed any more to run beside us. */
const PEER = {calls: 3, unchanged: 3}

/** API calls of the comment, uncontended, among 100 other comments. */
export async function benchComment(): Promise<void> {
  const team = await foundTeam({'README.md': 'x\n'}, 'bench')
  try {
    const pull = await team.propose('change', {'README.md': 'y\n'})
    for (let index = 0; index < 99; index++) {
      team.github.comment(team.repository, {number: pull.number, login: 'bo', body: `No ${index}`})
    }
    const calls = async (rmse: number) => {
      const job = await team.job({pull, made: {'metrics.json': `{"rmse": ${rmse}}`}})
      await job.act('gate', {metrics: 'metrics.json', rules: 'rmse <= 5', history: 'none'})
      team.github.forget()
      await job.act('comment')
      return team.github.requests.filter(({path}) => /^\/(repos|graphql)/.test(path)).length
    }
    const rows = [
      {what: 'first comment, API calls', ours: await calls(3), peer: PEER.calls, most: 3},
      {what: 'updated comment, API calls', ours: await calls(4), peer: PEER.calls, most: 3},
      {what: 'nothing changed, API calls', ours: await calls(4), peer: PEER.unchanged, most: 1},
    ]
    printRows(
      'Comment',
      rows.map(({what, ours, peer, most}) => ({
        what,
        ours: String(ours),
        peer: `${peer} (CML 0.20.6, an earlier measurement)`,
        ratio: ours / peer,
        budget: `at most ${most}`,
        isWithin: ours <= most,
      })),
    )
  } finally {
    await team.close()
  }
}
