const LISTED = 20

/** The first problems one a line, and how many more there are. */
export function listProblems(problems: readonly string[]): string {
  const lines = problems.slice(0, LISTED).map(problem => `- ${problem}`)
  if (problems.length > LISTED) lines.push(`- and ${problems.length - LISTED} more`)
  return lines.join('\n')
}
