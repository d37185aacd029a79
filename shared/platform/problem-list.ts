const LISTED = 20

/** The first problems one a line, and how many more there are. */
export function listProblems(problems: readonly string[], count = problems.length): string {
  const lines = problems.slice(0, LISTED).map(problem => `- ${problem}`)
  if (count > LISTED) lines.push(`- and ${count - LISTED} more`)
  return lines.join('\n')
}
