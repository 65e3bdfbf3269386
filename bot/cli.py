"""The one command, unmik-bot; alone reads the environment, sets up logging and decides the exit status."""

import asyncio
import json
import logging
import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bot.collecting import undisturbed
from bot.factfiles import load
from bot.heartbeat import Heartbeat
from bot.languages import Languages, Tag
from bot.locale import Locale, LocaleError, load_locales
from bot.logs import set_up_logging
from bot.people import Person
from bot.printing import outcome_as_json
from bot.rendering import Renderer, plain
from bot.settings import Settings, SettingsError, read_settings
from knowledge import (
    Answerer,
    FactBaseError,
    load_known_failures,
    load_questions,
    shipped_directory,
    surprises,
)

log = logging.getLogger(__name__)

FAILED, MISUSED = 1, 2
"""Exit statuses: what was asked for went wrong; it could not be begun."""

_UNSET = (
    "BOT_TOKEN: must be set to run on Telegram: write /newbot to @BotFather there, and put the token in .env; "
    "`unmik-bot chat` needs none"
)
_NO_WEBHOOK = "WEBHOOK_URL: must be set to run with --webhook, such as https://bot.example.org"
_REFUSED = "BOT_TOKEN: Telegram refuses it: it is mistyped or was revoked; @BotFather shows the one that holds"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings()
    except SettingsError as error:
        return _complain(error.problems, MISUSED)
    overrides = {"facts_dir": options.facts, "caution": getattr(options, "caution", None)}
    settings = settings.model_copy(update={name: value for name, value in overrides.items() if value is not None})
    command: Callable[[Namespace, Settings], int] = options.command
    try:
        return command(options, settings)
    except LocaleError as error:
        return _complain(error.problems, MISUSED)
    except FactBaseError as error:
        return _complain((str(problem) for problem in error.problems), FAILED)
    except BrokenPipeError:
        # Whoever read the output has had enough; closing it here keeps the interpreter from complaining at its end.
        sys.stderr.close()
        return FAILED
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="unmik-bot", description="Answer questions about UNMIK with cited facts.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    facts = ArgumentParser(add_help=False)
    facts.add_argument("--facts", type=Path, metavar="DIR", help="the folder of the fact base (default: FACTS_DIR)")
    caution = ArgumentParser(add_help=False)
    caution.add_argument(
        "--caution", type=_share, metavar="SHARE", help="of foreign questions, what may be answered (default: CAUTION)"
    )

    def add(
        name: str, command: Callable[[Namespace, Settings], int], *parents: ArgumentParser, help_: str
    ) -> ArgumentParser:
        added = commands.add_parser(name, parents=[facts, *parents], help=help_, description=help_)
        added.set_defaults(command=command)
        return added

    run = add("run", _run, help_="Run the bot on Telegram.")
    run.add_argument("--webhook", action="store_true", help="have updates posted to WEBHOOK_URL")
    chat = add("chat", _chat, caution, help_="Talk to the bot in the terminal.")
    chat.add_argument("--language", default="en", help="the language of the app: en, sq, sr")
    ask = add("ask", _ask, caution, help_="Answer one question, or a file of them.")
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--batch", metavar="FILE", help="a JSON object a line, with question and language; - for stdin")
    ask.add_argument("--json", action="store_true", help="print a JSON object a line")
    ask.add_argument("--why", action="store_true", help="tell why this is the answer")
    ask.add_argument("--language", help="the language to prefer: en, sq, sr")
    check = add("check", _check, help_="Check a fact base.")
    check.add_argument("directory", nargs="?", type=Path, metavar="DIR")
    add("doctor", _doctor, help_="Look for what is wrong with the installation.")
    add("health", _health, help_="Tell whether the bot that runs is alive.")
    evaluate = add("eval", _eval, caution, help_="Score the answers to question sets.")
    evaluate.add_argument("questions", nargs="+", type=Path, metavar="FILE")
    evaluate.add_argument("--plot", type=Path, metavar="FILE.png", help="draw precision against coverage")
    evaluate.add_argument(
        "--known",
        type=Path,
        metavar="FILE",
        help="known failures: mistakes not listed, and listed ones that pass, fail the run",
    )
    return parser


def _share(text: str) -> float:
    """Read a share; raises ArgumentTypeError."""
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ArgumentTypeError("must be a share from 0 to 1, such as 0.1")
    return share


def _run(options: Namespace, settings: Settings) -> int:
    if settings.bot_token is None:
        return _complain([_UNSET], MISUSED)
    if options.webhook and settings.webhook_url is None:
        return _complain([_NO_WEBHOOK], MISUSED)
    with undisturbed():
        # The other commands start faster without Telegram and without a database.
        from bot.running import TokenRefusedError, run  # noqa: PLC0415
        from bot.storage import DatabaseUrlError  # noqa: PLC0415

    set_up_logging(settings.log_level, secrets=_secrets(settings), as_json=settings.log_format == "json")
    try:
        run(settings, webhook=options.webhook)
    except TokenRefusedError:
        return _complain([_REFUSED], MISUSED)
    except DatabaseUrlError as error:
        return _complain([f"DATABASE_URL: {error}"], MISUSED)
    except FactBaseError:
        raise
    except Exception:
        # Through the log, which takes the token out of whatever the error says.
        log.exception("the bot has failed")
        return FAILED
    return 0


def _secrets(settings: Settings) -> tuple[str, ...]:
    """Return what must stand in no log: the token, its secret part, and the passwords."""
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    webhook = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    try:
        password = urlsplit(settings.database).password or ""
    except ValueError:
        # Such a URL is refused before anything else is done with it.
        password = ""
    # The part behind the colon is the secret one of a token, and stands alone where a URL is quoted.
    return (token, token.partition(":")[2], webhook, password, unquote(password))


def _chat(options: Namespace, settings: Settings) -> int:
    from bot.app import build_application  # noqa: PLC0415 - the other commands start faster without Telegram
    from bot.console import run_chat  # noqa: PLC0415 - the other commands start faster without Telegram

    run_chat(lambda request: build_application(settings, request=request), language=options.language)
    return 0


def _ask(options: Namespace, settings: Settings) -> int:
    if (options.question is None) == (options.batch is None):
        return _complain(["ask: must be given either a QUESTION or --batch FILE"], MISUSED)
    facts = load(_directory(settings))
    answerer = Answerer(facts, caution=settings.caution)
    locales = _locales(settings)
    languages = Languages(locales)
    if options.batch is not None or options.json:
        try:
            for question, language in _questions(options):
                person = Person(languages, app_language=language)
                outcome = answerer.answer(question, language=person.language_of(question))
                locale = locales[person.tag_for(question, outcome.language)]
                _print(json.dumps(outcome_as_json(question, outcome, facts, locale), ensure_ascii=False))
        except (OSError, UnicodeDecodeError, ValueError) as error:
            return _complain([f"{options.batch}: {error}"], MISUSED)
        return 0
    person = Person(languages, app_language=options.language)
    explanation = answerer.explain(options.question, language=person.language_of(options.question))
    tag = person.tag_for(options.question, explanation.outcome.language)
    renderer = Renderer(facts, locales)
    _print(plain(renderer.outcome(explanation.outcome, tag)))
    if options.why:
        _print("", plain(renderer.explanation(explanation, tag)))
    return 0


def _questions(options: Namespace) -> Iterator[tuple[str, str | None]]:
    """Yield each question with the language to prefer; raises ValueError naming a line that holds none."""
    if options.batch is None:
        yield options.question, options.language
        return
    text = sys.stdin.read() if options.batch == "-" else Path(options.batch).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            asked: Any = json.loads(line)
        except json.JSONDecodeError:
            asked = None
        if not isinstance(asked, dict) or not isinstance(asked.get("question"), str):
            raise ValueError(f"line {number} must be a JSON object with a question")
        language = asked.get("language")
        if language is not None and not isinstance(language, str):
            raise ValueError(f"line {number}: language must be a code such as en, or null")
        yield asked["question"], language or options.language


def _check(options: Namespace, settings: Settings) -> int:
    directory = options.directory or _directory(settings)
    facts = load(directory)
    _print(
        f"{directory}: {len(facts.facts)} facts, {len(facts.gaps)} gaps, {facts.phrasings} phrasings, "
        f"{len(facts.sources)} sources, languages: {', '.join(facts.languages)}; no problems"
    )
    for language in Languages(_locales(settings)).languages:
        if language not in facts.languages:
            _print(f"{language}: no fact has a wording")
        elif lacking := facts.lacking(language):
            _print(f"{language}: {len(lacking)} facts and gaps have no wording: {', '.join(lacking)}")
    return 0


def _doctor(_options: Namespace, settings: Settings) -> int:
    from bot.doctor import examine  # noqa: PLC0415 - the other commands start faster without Telegram

    set_up_logging("ERROR", secrets=_secrets(settings))

    async def tell() -> bool:
        fine = True
        async for finding in examine(settings):
            _print(str(finding))
            fine &= finding.is_fine
        return fine

    return 0 if asyncio.run(tell()) else FAILED


def _health(_options: Namespace, settings: Settings) -> int:
    file = settings.heartbeat_file
    if file is None:
        return _complain(["HEARTBEAT_FILE: must be set to tell whether the bot is alive"], MISUSED)
    if not Heartbeat(file).is_fresh:
        return _complain([f"{file}: must be touched by a running bot, and was not of late"], FAILED)
    return 0


def _eval(options: Namespace, settings: Settings) -> int:
    # The other commands start faster without what only a long run needs.
    from bot.plots import NoPlotError, require_plots, save_plot  # noqa: PLC0415
    from bot.scores import ask_at_cautions, score_lines, surprise_lines  # noqa: PLC0415

    try:
        if options.plot:
            require_plots()
        questions = [question for path in options.questions for question in load_questions(path)]
        known = load_known_failures(options.known) if options.known else None
    except OSError as error:
        return _complain([f"{error.filename}: {error.strerror}"], MISUSED)
    except (NoPlotError, ValueError) as error:
        return _complain([str(error)], MISUSED)
    facts = load(_directory(settings))
    score = ask_at_cautions(Answerer(facts), questions, caution=settings.caution)
    _print(*score_lines(score, facts))
    if options.plot:
        try:
            save_plot(options.plot, score)
        except (OSError, ValueError) as error:
            return _complain([f"{options.plot}: {error}"], FAILED)
    surprised = list(surprise_lines(surprises(score.run, known))) if known is not None else []
    return _complain(surprised, FAILED) if surprised else 0


def _directory(settings: Settings) -> Path:
    return settings.facts_dir or shipped_directory()


def _locales(settings: Settings) -> Mapping[Tag, Locale]:
    return load_locales(settings.locales_dir)


def _print(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _complain(problems: Iterable[str], status: int) -> int:
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return status


if __name__ == "__main__":
    sys.exit(main())
