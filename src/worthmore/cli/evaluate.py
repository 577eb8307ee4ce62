"""`worthmore evaluate`: models side by side on real order histories, with intervals."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from worthmore.cli.evaluation_data import Task
    from worthmore.learn.evaluation.compare import Measured

SEED = 20261121
TOPS = (10, 20)
SHOWN = ("recall@10", "ndcg@10", "ndcg_whole@10", "phr@10", "mrr@10", "repeat@10", "explore@10", "recall@20")


@click.command("evaluate")
@click.option("--data", "data", required=True, help="A data set by name, or a CSV or Parquet file of order lines.")
@click.option("--when", "when", is_flag=True, help="Ask not what customers buy next, but in how many days.")
@click.option("--models", default="popular,personal,tifu,upcf,next_basket", show_default=True, help="Names, by commas.")
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("data"), show_default=True,
    help="Where the data sets known by name lie.",
)  # fmt: skip
@click.option("--write", type=click.Path(path_type=Path, dir_okay=False), help="Write the table as JSON to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def evaluate(data: str, when: bool, models: str, folder: Path, write: Path | None, as_json: bool) -> None:
    """Compare models on what customers bought next: recall, NDCG both ways, hit ratio, repeat and explore apart.

    With --when: on how many days it took them to come back, beside plain habits.
    """
    from worthmore.cli.evaluation_data import DataError, load
    from worthmore.cli.evaluation_peers import PeerError

    makers = _makers(models)
    try:
        task = load(data, folder)
    except DataError as error:
        raise click.ClickException(str(error)) from error
    if not sum(len(split.persons) for split in task.splits):
        raise click.ClickException(f"{data}: nobody has three baskets, so there is nothing to ask about.")
    if when:
        content, text = _waits(task)
    else:
        try:
            content = _content(task, [_measured(name, make, task) for name, make in makers.items()])
        except PeerError as error:
            raise click.ClickException(str(error)) from error
        text = _text(content)
    if write is not None:
        write.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    click.echo(json.dumps(content) if as_json else text)


def _waits(task: Task) -> tuple[dict[str, Any], str]:
    import numpy as np

    from worthmore.learn.evaluation.waits import markdown, next_order_forecasts, rows

    split = task.splits[0]
    try:
        table = rows(next_order_forecasts(split), np.random.default_rng(SEED))
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    head = f"{task.name}, {split.name}; days from the order before, {table[0]['persons']} persons"
    return {"data": task.name, "split": split.name, "models": table}, f"{head}\n\n{markdown(table)}"


def makers() -> dict[str, Callable[[], Any]]:
    """The models that can be compared, by name; those of `implicit` where it is installed."""
    from worthmore.cli.evaluation_peers import ImplicitPeer
    from worthmore.learn import next_basket

    return {
        "popular": next_basket.Popular,
        "recent": lambda: next_basket.Popular(recent=1),
        "personal": next_basket.PersonalShare,
        "tifu": next_basket.TifuKnn,
        "tifu_paper": lambda: next_basket.TifuKnn(300, 0.9, 0.7, 0.7, 7),
        "upcf": next_basket.UpCf,
        "next_basket": next_basket.NextBasket,
        "implicit_bm25": lambda: ImplicitPeer("BM25Recommender"),
        "implicit_cosine": lambda: ImplicitPeer("CosineRecommender"),
    }


def _makers(models: str) -> dict[str, Callable[[], Any]]:
    known = makers()
    wanted = [name.strip() for name in models.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        raise click.BadParameter(
            f"{', '.join(unknown) or 'nothing'}: choose from {', '.join(known)}", param_hint="--models"
        )
    return {name: known[name] for name in wanted}


def _measured(name: str, make: Callable[[], Any], task: Task) -> Measured:
    from dataclasses import replace

    from worthmore.learn.evaluation.compare import measure, together

    parts = []
    for split in task.splits:
        started = time.perf_counter()
        model = make()
        if split.leaks and hasattr(model, "hide"):
            model.hide = "some"  # it learns what it will be asked: the others' newest baskets are in sight
        ranked = model.fit(split.known).recommend(split.persons, max(TOPS)).item
        seconds = time.perf_counter() - started
        parts.append(replace(measure(name, ranked, split, TOPS, task.catalogue), seconds=seconds))
    return together(parts) if len(parts) > 1 else parts[0]


def _content(task: Task, measured: list[Measured]) -> dict[str, Any]:
    import numpy as np

    from worthmore.learn.evaluation.compare import against_popularity, rows

    popular = next((one for one in measured if one.model == "popular"), None)
    verdicts = {}
    for one in measured:
        if popular is not None and one is not popular:
            verdicts[one.model] = against_popularity(one, popular, np.random.default_rng(SEED)).reason
    table = rows(measured, np.random.default_rng(SEED))
    return {
        "data": task.name,
        "split": measured[0].split,
        "leaks": measured[0].leaks,
        "models": table,
        "verdicts": verdicts,
    }


def _text(content: dict[str, Any]) -> str:
    from worthmore.learn.evaluation.compare import markdown

    said = [f"{content['data']}, {content['split']}; mean over persons (95 % interval)"]
    if content["leaks"]:
        said.append(f"Leaks: {content['leaks']}.")
    said += ["", markdown(content["models"], SHOWN), ""]
    said += [f"{model}: {reason}" for model, reason in content["verdicts"].items()]
    return "\n".join(said)
