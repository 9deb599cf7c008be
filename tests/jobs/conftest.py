from support.http_server import authority, server, tls_server

__all__ = ["authority", "server", "tls_server"]
