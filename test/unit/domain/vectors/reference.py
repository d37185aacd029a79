"""Writes measures.json and statistics.json beside it: what scikit-learn, SciPy and NumPy make of small data.

Needs scikit-learn 1.5 or later and SciPy 1.11 or later; tests read the JSON alone.
"""

import json
import pathlib
import warnings

import numpy as np
import scipy.stats as st
import sklearn.metrics as m

warnings.simplefilter("ignore")
HERE = pathlib.Path(__file__).parent
rng = np.random.default_rng(20140101)


def regression(name, target, prediction):
    t, p = np.asarray(target, float), np.asarray(prediction, float)
    size = np.abs(t) + np.abs(p)
    expected = {
        "rmse": m.root_mean_squared_error(t, p),
        "mse": m.mean_squared_error(t, p),
        "mae": m.mean_absolute_error(t, p),
        "mape": m.mean_absolute_percentage_error(t, p),
        "smape": float(np.mean(np.where(size == 0, 0, 2 * np.abs(p - t) / np.where(size == 0, 1, size)))),
        "bias": float(np.mean(p - t)),
    }
    if len(set(t)) > 1:
        expected["r2"] = m.r2_score(t, p)
    return {"name": name, "task": "regression", "target": t.tolist(), "prediction": p.tolist(), "expected": expected}


def classification(name, classes, target, prediction, probabilities=None, known=True):
    expected = {
        "accuracy": m.accuracy_score(target, prediction),
        "balanced_accuracy": m.balanced_accuracy_score(target, prediction),
        "f1_macro": m.f1_score(target, prediction, average="macro"),
    }
    if len(classes) == 2:
        options = {"labels": classes, "pos_label": classes[1], "average": "binary"}
        if set(target) | set(prediction) != set(classes):
            options = {"labels": [classes[1]], "average": "macro"}
        expected["f1"] = m.f1_score(target, prediction, **options)
        expected["precision"] = m.precision_score(target, prediction, **options)
        expected["recall"] = m.recall_score(target, prediction, **options)
    case = {"name": name, "task": "classification", "target": target, "prediction": prediction, "expected": expected}
    if known:
        case["classes"] = classes
    if probabilities is not None:
        order = sorted(classes)
        columns = [classes.index(one) for one in order]
        expected["log_loss"] = m.log_loss(target, np.asarray(probabilities)[:, columns], labels=order)
        if len(classes) == 2:
            positive = [row[1] for row in probabilities]
            expected["brier"] = m.brier_score_loss([int(one == classes[1]) for one in target], positive)
        case["probability"] = [row[classes.index(one)] for row, one in zip(probabilities, target)]
    return case


def softmax(rows):
    e = np.exp(rows)
    return (e / e.sum(axis=1, keepdims=True)).tolist()


def drawn(classes, n, noise):
    target = rng.integers(0, len(classes), n)
    scores = rng.normal(size=(n, len(classes)))
    scores[np.arange(n), target] += noise
    p = softmax(scores)
    return [classes[i] for i in target], [classes[int(np.argmax(row))] for row in p], p


t = rng.normal(60, 20, 40)
measures = [
    regression("prices", t, t + rng.normal(0.5, 3, 40)),
    regression("a target far from 0", 1e8 + t / 50, 1e8 + t / 50 + rng.normal(0, 0.1, 40)),
    regression("a constant target", [0.1] * 7, [0.1, 0.2, 0.3, 0, 0.1, 0.15, 0.05]),
    regression("targets of 0", [0, 0, 2, -3], [0, 1e-3, 2.5, -2]),
    regression("one row", [3], [4]),
    regression("signs differ", [-1, 1, -2, 2], [1, -1, 2, -2]),
    classification("two classes", ["no", "yes"], *drawn(["no", "yes"], 60, 1.2)),
    classification("two classes, the first by name is the second", ["yes", "no"], *drawn(["yes", "no"], 60, 1.2)),
    classification("two classes as they come", ["0", "1"], *drawn(["0", "1"], 30, 1)[:2], known=False),
    classification("four classes", ["10", "2", "3", "a"], *drawn(["10", "2", "3", "a"], 80, 1)),
    classification("a class that never occurs", ["a", "b", "c"], ["a", "a", "b", "b"], ["a", "b", "b", "b"], None),
    classification("a class that is predicted alone", ["a", "b", "c"], ["a", "a", "b", "b"], ["a", "c", "b", "b"], None),
    classification("no positive anywhere", ["no", "yes"], ["no"] * 4, ["no"] * 4, [[0.9, 0.1]] * 4),
    classification("no positive in the target", ["no", "yes"], ["no"] * 4, ["no", "no", "yes", "no"], None),
    classification(
        "probabilities of 0 and 1", ["no", "yes"],
        ["no", "yes", "no", "yes"], ["no", "yes", "yes", "no"], [[1, 0], [0, 1], [0, 1], [0.6, 0.4]],
    ),
]
(HERE / "measures.json").write_text(json.dumps(measures, indent=1) + "\n")

skewed = rng.lognormal(0, 1, 60)
pairs = rng.gamma(2, 1, (80, 2))
hits = (rng.random(120) < 0.85).astype(float)


def bca(data, statistic, resamples=60_000):
    result = st.bootstrap((np.arange(len(data)),), lambda i, axis=-1: statistic(data[i]), n_resamples=resamples,
                          method="BCa", vectorized=True, batch=2_000, random_state=7)
    return {"low": float(result.confidence_interval.low), "high": float(result.confidence_interval.high)}


bootstrap = [
    {"name": "the mean of skewed values", "figure": "mean", "rows": [[x] for x in skewed.tolist()],
     "interval": bca(skewed[:, None], lambda d: d[..., 0].mean(axis=-1))},
    {"name": "the root of a mean", "figure": "root", "rows": [[x] for x in skewed.tolist()],
     "interval": bca(skewed[:, None], lambda d: np.sqrt(d[..., 0].mean(axis=-1)))},
    {"name": "a ratio", "figure": "ratio", "rows": pairs.tolist(),
     "interval": bca(pairs, lambda d: d[..., 0].sum(axis=-1) / d[..., 1].sum(axis=-1))},
    {"name": "a share", "figure": "mean", "rows": [[x] for x in hits.tolist()],
     "interval": bca(hits[:, None], lambda d: d[..., 0].mean(axis=-1))},
]

walk = np.zeros(200)
for i in range(1, 200):
    walk[i] = 0.7 * walk[i - 1] + rng.normal()
walk += 3
means = walk.reshape(10, 20).mean(axis=1)
reach = st.t.ppf(0.975, 9) * means.std(ddof=1) / np.sqrt(10)
centred = walk - walk.mean()
rho = float((centred[1:] * centred[:-1]).sum() / (centred ** 2).sum())
batches = {
    "rows": walk.tolist(),
    "mean": {"low": float(walk.mean() - reach), "high": float(walk.mean() + reach)},
    "effective": 200 * (1 - rho) / (1 + rho),
}
points = [-12.0, -8.0, -5.0, -3.0, -2.999, -1.0, -1e-9, 0.0, 0.3, 1.96, 2.999, 3.0, 3.001, 6.0]
normal = {
    "cdf": [{"x": x, "value": float(st.norm.cdf(x))} for x in points],
    "quantile": [{"p": p, "value": float(st.norm.ppf(p))}
                 for p in [1e-300, 1e-10, 1e-4, 0.025, 0.2, 0.5, 0.5000001, 0.9, 0.975, 0.999999]],
}
out = {"bootstrap": bootstrap, "batches": batches, "normal": normal}
(HERE / "statistics.json").write_text(json.dumps(out, indent=1) + "\n")
