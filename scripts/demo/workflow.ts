import {spawn} from 'node:child_process'
import type {FakeGithub, Pull, Repository} from '../../test/fakes/github/index.ts'
import {type Finished, runAction} from '../../test/harness/run-action.ts'

export type Trigger =
  | {readonly event: 'push'; readonly sha: string}
  | {readonly event: 'pull_request'; readonly sha: string; readonly pull: Pull}

export type Road = Readonly<Record<'track' | 'gate' | 'comment', Finished>> & {
  readonly training: string
}

/** One run of the team's workflow: track, plain training, gate, comment, each as GitHub's runner starts it. */
export async function runWorkflow(
  github: FakeGithub,
  repository: Repository,
  {trigger, workspace}: {readonly trigger: Trigger; readonly workspace: string},
): Promise<Road> {
  const isPull = trigger.event === 'pull_request'
  const {fullName, defaultBranch} = repository
  const run = github.startRun(repository, {
    event: trigger.event,
    headSha: isPull ? trigger.pull.headSha : trigger.sha,
  })
  const judge = github.issueToken({
    repository,
    permissions: isPull ? {contents: 'read', 'pull-requests': 'write'} : {contents: 'write'},
  })
  const scenario = {
    workspace,
    token: judge.secret,
    event: eventOf(trigger, repository),
    environment: {
      ...run.environment(),
      GITHUB_REPOSITORY: fullName,
      GITHUB_EVENT_NAME: trigger.event,
      GITHUB_SHA: trigger.sha,
      GITHUB_REF: isPull ? `refs/pull/${trigger.pull.number}/merge` : `refs/heads/${defaultBranch}`,
      GITHUB_WORKFLOW: 'model',
      GITHUB_JOB: 'model',
      GITHUB_ACTOR: 'ana',
    },
  }
  const track = await runAction('track', scenario)
  const training = await train(workspace)
  const gate = await runAction('gate', scenario)
  const comment = await runAction('comment', scenario)
  return {track, training, gate, comment}
}

function eventOf(trigger: Trigger, repository: Repository) {
  const {id, name, owner, fullName, defaultBranch, isPrivate} = repository
  const about = {
    id,
    name,
    full_name: fullName,
    default_branch: defaultBranch,
    private: isPrivate,
    owner: {login: owner},
  }
  if (trigger.event === 'push') return {repository: about}
  const {number, headSha, head, base, baseSha} = trigger.pull
  return {
    repository: about,
    pull_request: {
      number,
      head: {sha: headSha, ref: head, repo: {full_name: fullName}},
      base: {sha: baseSha, ref: base},
    },
  }
}

/** The team's own command; Proofmark has no part in it. */
function train(workspace: string): Promise<string> {
  const child = spawn(process.execPath, ['train.ts'], {
    cwd: workspace,
    env: {PATH: process.env['PATH']},
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', chunk => {
    said += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code =>
      code === 0 ? resolve(said.trim()) : reject(new Error(`training ended with ${code}`)),
    )
  })
}
