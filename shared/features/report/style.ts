/** The page's whole look, in GitHub's proportions, without a font or picture from elsewhere. */
export const STYLE = `:root {
  --text: #1f2328; --quiet: #59636e; --paper: #ffffff; --line: #d1d9e0; --wash: #f6f8fa; --link: #0969da;
  --add: #dafbe1; --code: #818b981f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #f0f6fc; --quiet: #9198a1; --paper: #0d1117; --line: #3d444d; --wash: #151b23; --link: #4493f8;
    --add: #12261e; --code: #656c7633;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--wash); color: var(--text);
  font: 15px/1.55 -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif, "Apple Color Emoji", "Noto Color Emoji";
}
main { max-width: 860px; margin: 0 auto; padding: 24px 16px 64px; }
h2.page { font-size: 15px; font-weight: 600; color: var(--quiet); margin: 32px 0 8px; }
article.proofmark {
  background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 16px 20px; margin: 0 0 16px;
  overflow-wrap: break-word;
}
article.proofmark > :first-child { margin-top: 0; }
article.proofmark > :last-child { margin-bottom: 0; }
h3 { font-size: 18px; line-height: 1.35; margin: 0 0 12px; }
p, blockquote, pre, .wide, details { margin: 0 0 12px; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
code { background: var(--code); border-radius: 5px; padding: 1px 5px; white-space: break-spaces; }
pre { background: var(--wash); border-radius: 6px; padding: 12px; overflow-x: auto; }
pre code { background: none; padding: 0; white-space: pre; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid var(--line); padding: 5px 12px; text-align: left; }
th { background: var(--wash); font-weight: 600; }
.right { text-align: right; white-space: nowrap; }
blockquote { border-left: 3px solid var(--line); padding-left: 12px; color: var(--quiet); }
blockquote p { margin: 0; }
details { border-top: 1px solid var(--line); padding-top: 8px; margin-bottom: 8px; }
summary { cursor: pointer; color: var(--quiet); }
details > :nth-child(2) { margin-top: 10px; }
footer { font-size: 12.5px; color: var(--quiet); border-top: 1px solid var(--line); padding-top: 8px; }
`
