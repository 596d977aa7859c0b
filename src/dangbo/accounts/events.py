"""Tell whoever keeps a log, in the same transaction, what was done to an account."""

from django.dispatch import Signal

# Arguments: actor (an Actor), what (a code of audit.enums.AccessCode), username.
account_changed = Signal()
# Arguments: usernames, the accounts of the demonstration; once they are open.
demonstration_opened = Signal()
