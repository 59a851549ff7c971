package io.sluice.testbed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that uses the one stack of this JVM: three brokers, a registry, HDFS and YARN. Its methods
 * and constructor may take a {@link Stack}, whose parts start when they are first asked for and
 * stay until the last test is done; so a test names its topics and directories after itself, and
 * leaves every part as it found it. Who kills something for good starts a part of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealStackExtension.class)
public @interface RealStack {}
