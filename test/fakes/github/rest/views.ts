import type {Comment} from '../comments.ts'
import type {CommitObject} from '../git/commit-object.ts'
import type {FileChange} from '../git/diff.ts'
import {loginOf} from '../people.ts'
import type {Pull} from '../pulls.ts'
import type {Repository} from '../repository.ts'
import type {World} from '../world.ts'

/** Pages for people are GitHub's, whatever address the API has. */
export const SITE = 'https://github.com'

export function apiUrl(world: World, repository: Repository, path: string): string {
  return `${world.url}/repos/${repository.fullName}${path}`
}

export function nodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`
}

export function userView(login: string) {
  return {
    login,
    id: [...login].reduce((sum, char) => sum * 31 + (char.codePointAt(0) ?? 0), 7) % 1_000_000_007,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    html_url: `${SITE}/${login}`,
    site_admin: false,
  }
}

export function repositoryView(world: World, repository: Repository) {
  const {id, name, owner, fullName, isPrivate, defaultBranch, parent} = repository
  return {
    id,
    node_id: nodeId('R', id),
    name,
    full_name: fullName,
    private: isPrivate,
    visibility: isPrivate ? 'private' : 'public',
    owner: userView(owner),
    html_url: `${SITE}/${fullName}`,
    url: apiUrl(world, repository, ''),
    fork: parent !== undefined,
    default_branch: defaultBranch,
    archived: false,
    disabled: false,
    has_issues: true,
    ...(parent ? {parent: {id: parent.id, full_name: parent.fullName}} : {}),
  }
}

export function gitCommitView(
  world: World,
  repository: Repository,
  {id, commit}: {readonly id: string; readonly commit: CommitObject},
) {
  return {
    sha: id,
    node_id: nodeId('C', id),
    url: apiUrl(world, repository, `/git/commits/${id}`),
    html_url: `${SITE}/${repository.fullName}/commit/${id}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: {sha: commit.tree, url: apiUrl(world, repository, `/git/trees/${commit.tree}`)},
    parents: commit.parents.map(sha => parentView(world, repository, sha)),
    verification: {
      verified: false,
      reason: 'unsigned',
      signature: null,
      payload: null,
      verified_at: null,
    },
  }
}

function parentView(world: World, repository: Repository, sha: string) {
  return {
    sha,
    url: apiUrl(world, repository, `/commits/${sha}`),
    html_url: `${SITE}/${repository.fullName}/commit/${sha}`,
  }
}

export function commitView(
  world: World,
  repository: Repository,
  found: {readonly id: string; readonly commit: CommitObject},
) {
  const {sha, node_id, html_url, parents, ...commit} = gitCommitView(world, repository, found)
  return {
    sha,
    node_id,
    url: apiUrl(world, repository, `/commits/${sha}`),
    html_url,
    commit: {...commit, comment_count: 0},
    author: accountView(world, commit.author.email),
    committer: accountView(world, commit.committer.email),
    parents,
  }
}

function accountView(world: World, email: string) {
  const login = loginOf(world, email)
  return login === undefined ? null : userView(login)
}

export function fileChangeView(world: World, repository: Repository, head: string) {
  return ({path, previousPath, status, id, additions, deletions}: FileChange) => ({
    sha: id,
    filename: path,
    ...(previousPath === undefined ? {} : {previous_filename: previousPath}),
    status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${SITE}/${repository.fullName}/blob/${head}/${path}`,
    raw_url: `${SITE}/${repository.fullName}/raw/${head}/${path}`,
    contents_url: apiUrl(world, repository, `/contents/${encodeURI(path)}?ref=${head}`),
  })
}

export function pullView(world: World, pull: Pull) {
  const {repository, number} = pull
  const end = (where: Repository, ref: string, sha: string | undefined) => ({
    label: `${where.owner}:${ref}`,
    ref,
    sha,
    user: userView(where.owner),
    repo: repositoryView(world, where),
  })
  const {headSha, state, mergedAt} = pull
  return {
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    number,
    state,
    locked: false,
    draft: false,
    title: pull.title,
    body: pull.body,
    user: userView(pull.author),
    url: apiUrl(world, repository, `/pulls/${number}`),
    html_url: `${SITE}/${repository.fullName}/pull/${number}`,
    issue_url: apiUrl(world, repository, `/issues/${number}`),
    comments_url: apiUrl(world, repository, `/issues/${number}/comments`),
    head: end(pull.headRepository, pull.headRef, headSha),
    base: end(repository, pull.baseRef, repository.head(pull.baseRef)),
    labels: [],
    merged: mergedAt !== undefined,
    merged_at: mergedAt ?? null,
    merge_commit_sha: pull.mergeSha ?? repository.refs.get(`refs/pull/${number}/merge`) ?? null,
    created_at: pull.createdAt,
    author_association: 'CONTRIBUTOR',
  }
}

export function commentView(world: World, repository: Repository, comment: Comment) {
  const {id, number, login, body, createdAt, updatedAt} = comment
  return {
    id,
    node_id: nodeId('IC', id),
    url: apiUrl(world, repository, `/issues/comments/${id}`),
    html_url: commentUrl(repository, comment),
    issue_url: apiUrl(world, repository, `/issues/${number}`),
    body,
    user: userView(login),
    created_at: createdAt,
    updated_at: updatedAt,
    author_association: 'NONE',
    performed_via_github_app: null,
  }
}

export function commentUrl(repository: Repository, {number, id}: Comment): string {
  return `${SITE}/${repository.fullName}/pull/${number}#issuecomment-${id}`
}
