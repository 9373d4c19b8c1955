"""The teacher's pages: entry, application, 我的认证."""
