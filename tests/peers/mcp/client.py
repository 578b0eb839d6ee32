"""Asks `webot mcp` through the official SDK for Python, by the handshake and without sessions.

The client checks every result against the schema that the tool declares.
"""

import asyncio
import json
import sys

from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

TOKEN = "keyboardcat123"
REPLY = (
    "<xml><ToUserName><![CDATA[{user}]]></ToUserName><FromUserName><![CDATA[{account}]]></FromUserName>"
    "<CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hi]]></Content></xml>"
)


async def call(client, tool, **arguments):
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, (tool, result)
    assert json.loads(result.content[0].text) == result.structured_content, tool
    return result.structured_content


async def talk(webot, mode):
    parameters = StdioServerParameters(command=webot, args=["mcp", "--lang", "en"])
    async with Client(stdio_client(parameters), mode=mode) as client:
        assert client.server_info.name == "webot", client.server_info
        assert "WeChat" in client.instructions
        tools = (await client.list_tools()).tools
        assert all(tool.annotations.read_only_hint for tool in tools)

        explained = await call(client, "explain", text="40001", platform="api")
        assert explained["explained"][0]["errcode"] == 40001
        found = await call(client, "search_endpoints", query="menu create")
        assert any(each["path"] == "/cgi-bin/menu/create" for each in found["endpoints"])
        described = await call(client, "describe_endpoint", path="/cgi-bin/menu/create")
        assert described["method"] == "POST"
        kinds = (await call(client, "search_kinds", query="text"))["kinds"]
        assert kinds
        push = await call(client, "describe_kind", name="text")
        values = {"scheme": "message", "token": TOKEN, "timestamp": "1700000000", "nonce": "abc"}
        checked = await call(client, "check_signature", signature="0" * 40, **values)
        assert checked["match"] is False and TOKEN not in json.dumps(checked)
        checked = await call(client, "check_signature", signature=checked["expected"], **values)
        assert checked["match"] is True
        menu = json.dumps({"button": [{"type": "click", "name": "a"}]})
        assert (await call(client, "lint_menu", menu=menu, platform="official"))["valid"] is False
        users = {"user": push["fields"]["FromUserName"], "account": push["fields"]["ToUserName"]}
        reply = await call(client, "check_reply", push=push["sample"], reply=REPLY.format(**users))
        assert reply["accepted"] is True, reply
        commands = (await call(client, "help"))["commands"]
        assert any(command["path"] == "send" for command in commands)
        refused = await client.call_tool("explain", {"txt": "40001"})
        assert refused.is_error and "`txt`" in refused.content[0].text, refused
        print(f"mcp: {len(tools)} tools over revision {client.protocol_version}")
        return client.protocol_version


async def main(webot):
    assert await talk(webot, "auto") == "2026-07-28"
    assert await talk(webot, "legacy") == "2025-11-25"


asyncio.run(asyncio.wait_for(main(sys.argv[1]), 60))
