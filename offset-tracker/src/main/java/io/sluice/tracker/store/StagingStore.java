package io.sluice.tracker.store;

/** One file system in both its roles: small files of state, and staged files. */
public interface StagingStore extends Store, Staging {}
