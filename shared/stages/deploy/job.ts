import type {Config} from '../../domain/config.ts'
import {
  championOf,
  DEPLOYMENT_STATES,
  type Deployment,
  type OwnDeployment,
  ownDeployments,
  ownerOf,
} from '../../domain/deployment/champion.ts'
import {approvingEnvironments, type DeployEnvironment} from '../../domain/deployment/config.ts'
import type {Protection} from '../../domain/deployment/environment.ts'
import type {Digest} from '../../domain/digest.ts'
import {canonicalJson, type Json} from '../../domain/json.ts'
import {didYouMean} from '../../domain/nearest.ts'
import type {Floors} from '../../domain/rules/floor-file.ts'
import {rulesOf} from '../../features/configuration/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {readTip} from '../../platform/github/authors.ts'
import {type FoundDeployment, listDeployments} from '../../platform/github/deployments.ts'
import {readProtection} from '../../platform/github/environments.ts'
import {sha256} from '../../platform/hash.ts'
import {floorsFor} from '../gate/floors.ts'
import {loadConfig} from '../load-config.ts'
import type {Github, Setting} from '../setting.ts'
import type {DeployInputs} from './inputs.ts'

/** What every way of `deploy` stands on: the environment as the default branch configures it now. */
export type DeployJob = {
  readonly setting: Setting
  readonly github: Github
  readonly inputs: DeployInputs
  readonly environment: string
  /** The configuration at the end of the default branch: what decides today. */
  readonly config: Config
  readonly wish: DeployEnvironment
  /** Those of today. */
  readonly floors: Floors
}

export async function openDeployJob(setting: Setting, inputs: DeployInputs): Promise<DeployJob> {
  const {github, configPath} = setting
  if (!github) {
    throw new ActionError('no-github', 'deploy works only in a job of GitHub Actions, with a token')
  }
  const {environment} = inputs
  const branch = await github.client.defaultBranch()
  const tip = await readTip(github.client.transport, branch)
  const bytes = await github.client.fileAt(configPath, tip)
  const config =
    bytes && (await loadConfig(bytes, configPath, path => github.client.fileAt(path, tip)))
  const environments = config?.deploy ?? {}
  const wish = Object.hasOwn(environments, environment) ? environments[environment] : undefined
  if (config && wish) {
    const read = (path: string) => github.client.fileAt(path, tip)
    const floors = await floorsFor(rulesOf(config), config, read)
    return {setting, github, inputs, environment, config, wish, floors}
  }
  const hint = didYouMean(environment, Object.keys(environments))
  const message = `${configPath} on ${branch} says nothing of deploy.${environment}${hint}`
  throw new ActionError('not-configured', message, {
    hint: `Add:\n  deploy:\n    ${environment}:\n      target: { http: https://models.example.com }\n      approvals: { people: 1, not: [author] }`,
  })
}

/** Deployments of this pipeline to the environment, as far back as it matters, the newest first. */
export async function readOwn(
  {setting, github, environment}: Pick<DeployJob, 'setting' | 'github' | 'environment'>,
  isEnough: (own: readonly OwnDeployment[]) => boolean = own => championOf(own) !== undefined,
): Promise<readonly OwnDeployment[]> {
  const own = (found: readonly FoundDeployment[]) => ownDeployments(found.map(known), setting)
  return own(
    await listDeployments(github.client.transport, environment, found => isEnough(own(found))),
  )
}

/** For which other leg or pipeline a model is live in the environment. */
export async function ownerAmongOthers(
  {setting, github, environment}: DeployJob,
  model: Digest,
): Promise<string | undefined> {
  const owner = (found: readonly FoundDeployment[]) => ownerOf(found.map(known), setting, model)
  return owner(
    await listDeployments(
      github.client.transport,
      environment,
      found => owner(found) !== undefined,
    ),
  )
}

/** A state that we do not know ends nothing and begins nothing. */
function known(found: FoundDeployment): Deployment {
  const state = DEPLOYMENT_STATES.find(one => one === found.state) ?? 'error'
  return {...found, state}
}

/** Of the environment, and of those whose approvals count with it. */
export async function readProtections({
  github,
  environment,
  wish,
}: DeployJob): Promise<ReadonlyMap<string, Protection | undefined>> {
  const found = new Map<string, Protection | undefined>()
  for (const name of approvingEnvironments(environment, wish.approvals)) {
    found.set(name, await readProtection(github.client.transport, name))
  }
  return found
}

/** All that decides about a deployment: the rules that judged, and what the environment asks for. */
export function deployPolicy(rules: Digest, wish: DeployEnvironment): Digest {
  const schema = 'proofmark/deploy-policy/v1'
  return sha256(canonicalJson({schema, rules, environment: wish} as Json))
}
