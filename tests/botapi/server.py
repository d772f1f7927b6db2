"""The stand-in as a real HTTP server on loopback: long polling, webhook deliveries, faults on demand."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import Counter, deque
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import httpx
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests.botapi.entities import Refused
from tests.botapi.limits import Limits
from tests.botapi.methods import call
from tests.botapi.world import Json, World

TOKEN = "7000:stand-in-token"
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)

# Parameters that are no JSON even when they look like it.
TEXTS = {"text", "caption", "callback_query_id", "inline_query_id", "url", "next_offset", "secret_token"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one call.

    kind: "flood" (429), "forbidden" (403), "broken" (502, not even JSON), "lost" (done, but the answer never comes),
    or a key of REFUSALS.
    """

    kind: str
    retry_after: int = 1


REFUSALS = {
    "bad": Refused("Bad Request: can't parse entities: unsupported start tag", 400),
    "unauthorized": Refused("Unauthorized", 401),  # the token was taken back
    "unknown": Refused("Not Found", 404),  # no such token
    "conflict": Refused(CONFLICT, 409),
    "failing": Refused("Internal Server Error", 500),
}


class Server:
    """Serves a world while entered.

    with Server() as telegram:
        ada = telegram.world.person("Ada")
    """

    def __init__(self, world: World | None = None, token: str = TOKEN, limits: Limits | None = None) -> None:
        """limits: answers what is sent too fast with 429; without them nothing is too fast."""
        self.limits = limits
        self.world = world or World()
        self.token = token
        self.port = 0
        self.faults: dict[str, deque[Fault]] = {}
        self.refusing: str | None = None  # a key of REFUSALS that meets every call
        self.garbled: set[int] = set()  # updates that are no JSON when they arrive
        self.asked: Counter[str] = Counter()  # calls by method in lower case, refused ones too
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()
        self._news = asyncio.Event()
        self._stop = asyncio.Event()
        self._pollers = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method meet these faults, one each."""
        self.faults.setdefault(method.lower(), deque()).extend(faults)

    def __enter__(self) -> Server:
        self.world.on_update = self._wake
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(5)
        if kind is None:  # in every test that plays with the bot, none of its calls may break a limit
            assert self.world.broken_limits == []

    def _wake(self) -> None:
        if self._loop.is_running():
            self._loop.call_soon_threadsafe(self._news.set)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    async def _serve(self) -> None:
        sockets = bind_sockets(0, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        application = Application([
            (r"/bot([^/]+)/(\w+)", _Call, {"server": self}), (r"/file/bot([^/]+)/(.+)", _File, {"server": self}),
        ])  # fmt: skip
        server = HTTPServer(application)
        server.add_sockets(sockets)
        deliveries = asyncio.create_task(self._deliver())
        self._ready.set()
        await self._stop.wait()
        server.stop()
        deliveries.cancel()
        await asyncio.gather(deliveries, return_exceptions=True)
        await server.close_all_connections()
        rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    async def poll(self, parameters: Json) -> list[Json]:
        """getUpdates: confirms what is before the offset, waits for news, and repeats what isn't confirmed."""
        if self.world.webhook["url"]:
            raise Refused(WEBHOOK_ACTIVE, 409)
        if parameters.get("allowed_updates") is not None:
            self.world.allowed = parameters["allowed_updates"] or None
        self._pollers += 1
        mine = self._pollers
        self._news.set()  # an older poll is told to go
        loop = asyncio.get_running_loop()
        end = loop.time() + int(parameters.get("timeout", 0))
        self.world.confirm(int(parameters.get("offset", 0)))
        while not self.world.updates and (left := end - loop.time()) > 0:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), left)
            except TimeoutError:
                break
            if mine != self._pollers:
                raise Refused(CONFLICT, 409)
        with self.world.changed:
            return list(self.world.updates)[: int(parameters.get("limit", 100))]

    async def _deliver(self) -> None:
        """Post each update to the webhook until it is taken, in order."""
        async with httpx.AsyncClient(timeout=5) as client:
            while True:
                url = self.world.webhook["url"]
                if not url or not self.world.updates:
                    self._news.clear()
                    if not url or not self.world.updates:
                        await self._news.wait()
                    continue
                update = self.world.updates[0]
                headers = {"X-Telegram-Bot-Api-Secret-Token": self.world.webhook.get("secret") or ""}
                try:
                    answer = await client.post(url, json=update, headers=headers)
                    taken = answer.is_success
                except httpx.HTTPError:
                    taken = False
                if taken:
                    self.world.confirm(update["update_id"] + 1)
                else:
                    await asyncio.sleep(0.2)


class _Call(RequestHandler):
    server: Server

    def initialize(self, server: Server) -> None:
        self.server = server

    async def get(self, token: str, method: str) -> None:
        await self.post(token, method)

    async def post(self, token: str, method: str) -> None:
        if token != self.server.token:
            self._refuse(Refused("Unauthorized", 401))
            return
        self.server.asked[method.lower()] += 1
        if self.server.refusing:
            self._refuse(REFUSALS[self.server.refusing])
            return
        parameters = self._asked()
        waiting = self.server.faults.get(method.lower())
        fault = waiting.popleft() if waiting else None
        try:
            if fault is not None and fault.kind != "lost":
                self._break(fault)
                return
            if wait := self._too_fast(method, parameters):
                raise Refused(f"Too Many Requests: retry after {wait}", 429, retry_after=wait)
            if method.lower() == "getupdates":
                result: Any = await self.server.poll(parameters)
            else:
                result = call(self.server.world, method, parameters)
            if fault is not None:
                await asyncio.sleep(60)
                return
            if garbled := self.server.garbled & {each["update_id"] for each in _updates(method, result)}:
                self.finish(_garbled(json.dumps({"ok": True, "result": result}), garbled))
                return
            self.finish({"ok": True, "result": result})
        except Refused as refused:
            self._refuse(refused)

    def _too_fast(self, method: str, parameters: Json) -> int:
        limits, sends = self.server.limits, ("sendmessage", "sendphoto", "senddocument")
        return limits.wait(int(parameters.get("chat_id", 0))) if limits is not None and method.lower() in sends else 0

    def _break(self, fault: Fault) -> None:
        if fault.kind == "flood":
            words = f"Too Many Requests: retry after {fault.retry_after}"
            raise Refused(words, 429, retry_after=fault.retry_after)
        if fault.kind in REFUSALS:
            raise REFUSALS[fault.kind]
        if fault.kind == "forbidden":
            raise Refused("Forbidden: bot was blocked by the user", 403)
        self.set_status(502)
        self.finish("<html><h1>502 Bad Gateway</h1></html>")

    def _refuse(self, refused: Refused) -> None:
        self.set_status(refused.code)
        body: Json = {"ok": False, "error_code": refused.code, "description": str(refused)}
        self.finish(body | ({"parameters": refused.parameters} if refused.parameters else {}))

    def _asked(self) -> Json:
        """The parameters, from a query, a form or JSON; what is JSON inside them is read, a text stays a text."""
        if self.request.headers.get("Content-Type", "").startswith("application/json"):
            given: Json = json.loads(self.request.body or b"{}")
        else:
            given = {name: self.get_argument(name, strip=False) for name in self.request.arguments}
        parameters = {name: value if name in TEXTS else _read(value) for name, value in given.items()}
        for name, files in self.request.files.items():
            parameters[name] = (files[0].filename, files[0].body)
        return parameters


class _File(RequestHandler):
    server: Server

    def initialize(self, server: Server) -> None:
        self.server = server

    def get(self, token: str, path: str) -> None:
        content = self.server.world.files.get(path.removeprefix("documents/"))
        if token != self.server.token or content is None:
            self.set_status(404)
            self.finish({"ok": False, "error_code": 404, "description": "Not Found"})
            return
        self.finish(content)


def _updates(method: str, result: Any) -> list[Json]:
    return result if method.lower() == "getupdates" else []


def _garbled(answer: str, updates: set[int]) -> str:
    for number in updates:
        answer = answer.replace(f'"update_id": {number},', f'"update_id": {number}, \x00')
    return answer


def _read(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
