package io.sluice.testbed.soak.plan;

/** One kill that is meant to be: of whom, and when. */
public record Strike(Victim victim, Moment moment) {}
