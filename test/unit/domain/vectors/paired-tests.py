"""Writes paired-tests.json beside it: what SciPy and statsmodels say of paired differences and of single samples.

Needs SciPy 1.17 and statsmodels 0.15; tests read the JSON alone.
"""

import json
import pathlib

import numpy as np
import scipy.stats as st
import statsmodels.api as sm
from statsmodels.stats.proportion import proportion_confint

HERE = pathlib.Path(__file__).parent
rng = np.random.default_rng(20150303)


def numbers(x):
    return np.round(np.asarray(x, float), 6).tolist()


def ratio(estimate, error, degrees, p, interval):
    return {"estimate": float(estimate), "error": float(error), "degrees": float(degrees), "p": float(p),
            "interval": {"low": float(interval[0]), "high": float(interval[1])}}


series = numbers(np.convolve(rng.normal(0.15, 1, 45), [0.6, 0.4, 0.2], "valid"))
few = numbers(rng.normal(0.4, 1, 9))
clusters = [int(x) for x in rng.integers(0, 8, len(series))]

mean = []
for values, margin in [(series, 0), (few, 0.1)]:
    for side in ["less", "greater", "two-sided"]:
        found = st.ttest_1samp(values, margin, alternative=side)
        ci = st.ttest_1samp(values, margin).confidence_interval(0.9)
        mean.append({"values": "series" if values is series else "few", "margin": margin, "side": side,
                     **ratio(np.mean(values), st.sem(values), len(values) - 1, found.pvalue, ci)})

ones = np.ones(len(series))
fit = sm.OLS(series, ones).fit(cov_type="cluster", cov_kwds={"groups": np.array(clusters)}, use_t=True)
clustered = ratio(fit.params[0], fit.bse[0], len(set(clusters)) - 1, fit.pvalues[0], fit.conf_int()[0])

hac = []
for lag in [0, 3, 7]:
    fit = sm.OLS(series, ones).fit(cov_type="HAC", cov_kwds={"maxlags": lag, "use_correction": True}, use_t=True)
    hac.append({"lag": lag, **ratio(fit.params[0], fit.bse[0], len(series) - 1, fit.pvalues[0], fit.conf_int()[0])})

parts = np.array_split(np.array(series[:40]), 10)
means = [part.mean() for part in parts]
found = st.ttest_1samp(means, 0)
batches = ratio(np.mean(means), st.sem(means), 9, found.pvalue, found.confidence_interval(0.95))


def diebold(values, h):
    """Harvey, Leybourne and Newbold (1997), equations 3 to 9."""
    d = np.array(values)
    n = len(d)
    c = d - d.mean()
    gamma = [np.sum(c[k:] * c[:n - k]) / n for k in range(h)]
    v = (gamma[0] + 2 * sum(gamma[1:])) / n
    s = d.mean() / np.sqrt(v) * np.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n)
    return {"horizon": h, "p": float(2 * st.t.sf(abs(s), n - 1))}


ranks = []
tied = [1, -1, 2, 2, 3, -4, 0, 5, 5, 5, -2, 6]
long = numbers(rng.normal(0.2, 1, 70))
for name, values in [("few", few), ("series", series), ("tied", tied), ("long", long)]:
    for side in ["less", "greater", "two-sided"]:
        if name == "tied":
            moved = np.array([x for x in values if x != 0])
            found = st.wilcoxon(moved, alternative=side, method=st.PermutationMethod(n_resamples=np.inf))
        else:
            found = st.wilcoxon(values, alternative=side, method="exact" if name != "long" else "asymptotic", correction=False)
        plus = st.rankdata(np.abs([x for x in values if x != 0]))[np.array([x for x in values if x != 0]) > 0].sum()
        ranks.append({"values": name, "side": side, "statistic": float(plus), "p": float(found.pvalue)})

flips = [{"side": side, "p": float(st.permutation_test((np.array(few),), np.mean, permutation_type="samples",
                                                       alternative=side, n_resamples=np.inf).pvalue)}
         for side in ["less", "greater", "two-sided"]]

other = numbers(rng.normal(0.9, 2, 6))
welch = []
for side in ["less", "greater", "two-sided"]:
    found = st.ttest_ind(few, other, equal_var=False, alternative=side)
    ci = st.ttest_ind(few, other, equal_var=False).confidence_interval(0.95)
    a, b = np.var(few, ddof=1) / len(few), np.var(other, ddof=1) / len(other)
    welch.append({"side": side, **ratio(np.mean(few) - np.mean(other), np.sqrt(a + b), found.df, found.pvalue, ci)})

history = numbers(rng.normal(0.9, 0.01, 14))
model = sm.OLS(history, np.ones(14)).fit()
low, high = model.get_prediction([1]).conf_int(obs=True, alpha=0.05)[0]
quartiles = np.quantile(history, [0.25, 0.5, 0.75]).tolist()

wilson = [{"count": c, "of": n, "low": float(low), "high": float(high)}
          for c, n in [(0, 10), (3, 10), (10, 10), (480, 1000)]
          for low, high in [proportion_confint(c, n, method="wilson")]]

out = {
    "samples": {"series": series, "few": few, "tied": tied, "long": long, "other": other, "history": history},
    "clusters": clusters, "mean": mean, "clustered": clustered, "hac": hac, "batches": batches,
    "dieboldMariano": [diebold(series, h) for h in [1, 2, 4]], "signedRank": ranks, "signFlip": flips, "welch": welch,
    "prediction": {"low": float(low), "high": float(high)}, "quartiles": quartiles, "wilson": wilson,
}
lines = ",\n".join(f' "{key}": {json.dumps(value)}' for key, value in out.items())
(HERE / "paired-tests.json").write_text("{\n" + lines + "\n}\n")
