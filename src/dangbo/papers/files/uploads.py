"""Stop an upload at the limit while it still arrives, so that nothing large is held or written."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest


class LimitedUpload(FileUploadHandler):
    """Skip each file that grows over `limit`; `skipped` names them, the other fields are kept.

    Put it first among the handlers of a request before its body is read.
    """

    def __init__(self, request: HttpRequest, *, limit: int) -> None:
        super().__init__(request)
        self.limit = limit
        self.skipped: list[str] = []
        self._size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count again; a limit of nothing takes not even the first sign."""
        super().new_file(*args, **kwargs)
        self._size = 0
        if not self.limit:
            self._skip()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a piece on while the file is within the limit."""
        self._size += len(raw_data)
        if self._size > self.limit:
            self._skip()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the finished file to the handlers behind this one."""

    def _skip(self) -> None:
        self.skipped.append(self.file_name or "")
        raise SkipFile
