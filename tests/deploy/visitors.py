"""Whoever comes to a web server without a browser, from an address of this machine."""

import ssl

import httpx
from websockets.asyncio.client import connect


def client(server, trusted, address="127.0.0.1", **options):
    """Someone at an address of this machine who looks for its name."""
    transport = httpx.HTTPTransport(local_address=address, verify=context(trusted), **options)
    return httpx.Client(
        transport=transport,
        base_url=f"https://127.0.0.1:{server.secure}",
        headers={"host": f"{server.name}:{server.secure}", "user-agent": "a-browser-of-its-own"},
    )


def context(trusted):
    made = ssl.create_default_context(cafile=str(trusted.chain))
    made.check_hostname = False  # they are asked by their number
    return made


def get(server, trusted, path, **more):
    with client(server, trusted, **more) as someone:
        return someone.get(path, extensions={"sni_hostname": server.name})


def socket_to(server, trusted, address="127.0.0.1", headers=None, **options):
    """Open the socket over which a page speaks, from an address of this machine."""
    return connect(
        f"wss://{server.name}:{server.secure}{server.path}/_stcore/stream",
        host="127.0.0.1",
        port=server.secure,
        local_addr=(address, 0),
        ssl=context(trusted),
        server_hostname=server.name,
        origin=f"https://{server.name}:{server.secure}",
        additional_headers=headers,
        proxy=None,
        **options,
    )
