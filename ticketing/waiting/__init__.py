"""When somebody will be called: what is learnt from past stays, and a projection of the queue.

Pure rules: `stays` learns how long a ticket keeps a counter, `scene` says who waits and who works,
`projection` lives the rest of the queue through, `forecast` makes a range of hours of it. `story` finds
the scene at any moment of a past day, and `backtest` tells how good the answers would have been.
"""
