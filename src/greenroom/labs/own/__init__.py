"""Labelled events of one's own, replayed in their order of time: what drifts when, what each monitor tells, what retraining brings.

sheet -> events -> windows -> monitors, retraining
"""
