"""What the bot does by itself: the dispatcher of the durable queue, and carriers.

A feature adds a kind of row in three places. Its service writes the row in the transaction of
the decision (``Outbox.add``) and registers, in its ``__init__``, who records the result
(``Outbox.register``). Its cog has a :class:`~bot.outbox.carrier.Carrier`: ``carry`` does it,
``look`` tells whether an attempt that nobody knows the end of did it already. ``setup()`` hands
the carrier to ``bot.dispatcher.add_carrier(kind, carrier)``. Messages are sent and found again
by :mod:`bot.outbox.messages`.
"""
