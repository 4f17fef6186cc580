"""A server for the browser tests, as Galata wants it. Never use this elsewhere: it has no protection at all."""

from jupyterlab.galata import configure_jupyter_server

c = get_config()  # noqa: F821

configure_jupyter_server(c)
c.ServerApp.allow_root = True
# What a test deletes is gone, not in the person's own trash.
c.FileContentsManager.delete_to_trash = False
c.JupyterNotebookApp.expose_app_in_browser = True
