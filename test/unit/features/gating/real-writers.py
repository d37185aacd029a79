"""What the real tools write, for the test beside this file: the path of the folder, then the address of MLflow or nothing."""

import math
import sys

folder, tracking = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None

if tracking is None:
    from tensorboardX import SummaryWriter

    with SummaryWriter(f"{folder}/logs/train") as writer:
        for step in range(5):
            writer.add_scalar("loss", 1 / (step + 1), step)
        writer.add_scalar("nan", math.nan, 1)
        writer.add_text("note", "hello", 1)
        writer.add_histogram("weights", [1, 2, 3], 1)
    sys.exit()

import mlflow

mlflow.set_tracking_uri(tracking)
mlflow.set_experiment("proofmark")
with mlflow.start_run() as run:
    for step in range(3):
        mlflow.log_metric("val/rmse", 4 - step, step=step)
    mlflow.log_metric("zero", 0.0)
    mlflow.log_metric("nan", math.nan)
    mlflow.log_metric("inf", math.inf)
    print(run.info.run_id)
