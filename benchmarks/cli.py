"""The command line: python -m benchmarks quality | speed | memory | reload | start | throughput | chaos | replicas."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import (
    chaos,
    decisions,
    machine,
    quality,
    quality_report,
    reload,
    replicas,
    speed,
    speed_report,
    start,
    throughput,
)
from benchmarks.peers.table import TABLE, load_those_there
from benchmarks.plots import NoPlotError
from benchmarks.sets import SetError, load_sets


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a benchmark and print its tables; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except (SetError, NoPlotError, replicas.NoNginxError, throughput.NoWebhooksError) as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _quality(options: Namespace) -> None:
    sets = load_sets(options.directory, names=options.sets, limit=options.limit)
    peers, missing = load_those_there(options.peers)
    results = quality.run(sets, peers)
    decided = decisions.decide(sets) if "ours" in peers else []
    _print(quality_report.markdown(results, decided), missing)
    _save(options.json, "quality", missing, quality_report.content(results, decided))
    if options.plot:
        quality_report.plot(results, options.plot)


def _speed(options: Namespace) -> None:
    peers, missing = load_those_there(options.peers)
    results = speed.run(
        options.sizes, list(peers), count=options.queries, seconds=options.seconds, repeats=options.repeats
    )
    cpu = options.clock == "cpu"
    _print(speed_report.markdown(results, cpu=cpu), missing, f"Times are {_CLOCKS[options.clock]}.")
    _save(options.json, "speed", missing, speed_report.content(results))
    if options.plot:
        speed_report.plot(results, options.plot, cpu=cpu)


def _memory(options: Namespace) -> None:
    peers, missing = load_those_there(options.peers)
    results = speed.run(options.sizes, list(peers), count=0, seconds=0, repeats=1)
    _print(speed_report.memory_markdown(results), missing)
    _save(options.json, "memory", missing, speed_report.content(results))


def _reload(options: Namespace) -> None:
    measured = reload.run(options.size)
    _print(speed_report.reload_markdown(measured), [])
    _save(options.json, "reload", [], asdict(measured))


def _start(options: Namespace) -> None:
    started, memory = start.run(options.modes, repeats=options.repeats, people=options.people)
    _print(start.markdown(started, memory), [])
    _save(options.json, "start", [], {"starts": list(map(asdict, started)), "memory": list(map(asdict, memory))})


def _throughput(options: Namespace) -> None:
    chosen = [case for case in throughput.cases() if options.only in case.name]
    results = throughput.run(chosen, seconds=options.seconds, window=options.window, repeats=options.repeats)
    _print(throughput.markdown(results), [])
    _save(options.json, "throughput", [], {"cases": [asdict(result) for result in results]})


def _chaos(options: Namespace) -> int:
    trials = [
        chaos.Trial(mode, database, options.kills, options.per_second, options.fails, options.seed)
        for mode in options.modes
        for database in options.databases
    ]
    results = chaos.run(trials, jobs=options.jobs)
    _print(chaos.markdown(results), [])
    _save(options.json, "chaos", [], {"trials": [asdict(result) for result in results]})
    return int(any(result.failings for result in results))


def _replicas(options: Namespace) -> None:
    trials = replicas.run(repeats=options.repeats, per_second=options.per_second, reloads=options.reloads)
    _print(replicas.markdown(trials), [])
    _save(options.json, "replicas", [], {"trials": [[asdict(each) for each in trial] for trial in trials]})


_CLOCKS = {
    "wall": "by the clock",
    "cpu": "processor time of the one thread that works, which other load on the machine does not stretch",
}


def _print(markdown: str, missing: Sequence[str], *remarks: str) -> None:
    absent = [f"Not measured: {line}." for line in missing]
    sys.stdout.write("\n\n".join([markdown, *absent, " ".join([machine.sentence(machine.stamp()), *remarks])]) + "\n")


def _save(path: Path | None, benchmark: str, missing: Sequence[str], content: dict[str, object]) -> None:
    if path is not None:
        whole = {"benchmark": benchmark, "machine": machine.stamp(), "not_measured": list(missing), **content}
        path.write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m benchmarks", description="Side by side with what a user would pick instead."
    )
    commands = parser.add_subparsers(required=True, metavar="BENCHMARK")

    for_quality = _command(commands, "quality", _quality, "how well the right fact is found, and the rest refused")
    for_quality.add_argument("directory", type=Path, metavar="DATA_DIR", help="a folder of question sets")
    for_quality.add_argument("--sets", type=_names, default=(), help="only these, separated by commas")
    for_quality.add_argument("--limit", type=int, help="at most this many questions of each set and variant")
    _add_peers(for_quality, quality.DEFAULT_PEERS)

    for_speed = _command(commands, "speed", _speed, "how fast questions are answered, over sizes")
    for_speed.add_argument("--queries", type=int, default=1000, help="questions asked at most (default: %(default)s)")
    for_speed.add_argument("--seconds", type=float, default=20, help="time to ask at most (default: %(default)s)")
    for_speed.add_argument("--repeats", type=int, default=3, help="runs of which the median counts (default: 3)")
    for_speed.add_argument("--clock", choices=_CLOCKS, default="wall", help="which time tables show (default: wall)")
    _add_sizes(for_speed)
    _add_peers(for_speed, speed.DEFAULT_PEERS)

    for_memory = _command(commands, "memory", _memory, "what building takes in memory, over sizes")
    _add_sizes(for_memory)
    _add_peers(for_memory, speed.DEFAULT_PEERS)

    for_reload = _command(commands, "reload", _reload, "whether answers stall while a fact base is built")
    for_reload.add_argument("--size", type=int, default=100_000, help="phrasings (default: %(default)s)")

    for_start = _command(commands, "start", _start, "how soon the bot answers first, and how much memory it takes")
    for_start.add_argument("--repeats", type=int, default=7, help="starts of which the median counts (default: 7)")
    for_start.add_argument("--people", type=int, default=10_000, help="who ask a question each (default: %(default)s)")
    for_start.add_argument("--modes", type=_names, default=start.MODES, help="polling,webhook or one of them")

    for_throughput = _command(commands, "throughput", _throughput, "how many questions a second a whole bot answers")
    for_throughput.add_argument("--seconds", type=float, default=5, help="of each measurement (default: %(default)s)")
    for_throughput.add_argument("--repeats", type=int, default=3, help="of all of them (default: %(default)s)")
    for_throughput.add_argument("--window", type=int, default=100, help="questions on their way (default: %(default)s)")
    for_throughput.add_argument("--only", default="", help="the cases whose names hold this")

    for_chaos = _command(commands, "chaos", _chaos, "whether killing the bot loses a question or answers one twice")
    for_chaos.add_argument("--kills", type=int, default=75, help="of each combination (default: %(default)s)")
    for_chaos.add_argument(
        "--modes", type=_names, default=("polling", "webhook"), help="polling,webhook or one of them"
    )
    for_chaos.add_argument("--databases", type=_names, default=("sqlite", "postgresql"), help="likewise")
    for_chaos.add_argument("--per-second", type=float, default=20, help="questions asked (default: %(default)s)")
    for_chaos.add_argument("--fails", type=float, default=0.005, help="share of calls that fail in each way")
    for_chaos.add_argument("--jobs", type=int, default=1, help="combinations at a time (default: %(default)s)")
    for_chaos.add_argument("--seed", type=int, default=1)

    for_replicas = _command(
        commands, "replicas", _replicas, "how soon two replicas behind nginx serve a reload, and what losing one costs"
    )
    for_replicas.add_argument("--repeats", type=int, default=3, help="runs from the start (default: %(default)s)")
    for_replicas.add_argument("--reloads", type=int, default=3, help="in each run (default: %(default)s)")
    for_replicas.add_argument("--per-second", type=float, default=50, help="questions asked (default: %(default)s)")

    for each in (for_quality, for_speed):
        each.add_argument("--plot", type=Path, metavar="FILE.png", help="draw a plot")
    for each in (for_quality, for_speed, for_memory, for_reload, for_start, for_throughput, for_chaos, for_replicas):
        each.add_argument("--json", type=Path, metavar="FILE", help="write all results")
    return parser


def _command(commands: Any, name: str, run: Callable[[Namespace], int | None], says: str) -> ArgumentParser:
    command: ArgumentParser = commands.add_parser(name, help=says, description=says)
    command.set_defaults(run=run)
    return command


def _add_sizes(command: ArgumentParser) -> None:
    default = ",".join(map(str, speed.DEFAULT_SIZES))
    command.add_argument("--sizes", type=_sizes, default=speed.DEFAULT_SIZES, help=f"phrasings (default: {default})")


def _add_peers(command: ArgumentParser, default: Sequence[str]) -> None:
    says = f"which, separated by commas, out of {', '.join(TABLE)} (default: {','.join(default)})"
    command.add_argument("--peers", type=_peers, default=default, help=says)


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def _peers(text: str) -> tuple[str, ...]:
    names = _names(text)
    if unknown := [name for name in names if name not in TABLE]:
        raise ArgumentTypeError(f"no peer is called {unknown[0]}; there are {', '.join(TABLE)}")
    return names


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(float(size)) for size in _names(text))
