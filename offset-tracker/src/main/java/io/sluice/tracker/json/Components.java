package io.sluice.tracker.json;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;

/** Takes records of one type apart, and builds them by their canonical constructor. */
final class Components<R extends Record> {
  private final Class<R> type;
  private final List<RecordComponent> components;
  private final MethodHandle[] accessors;
  private final MethodHandle constructor;

  Components(Class<R> type) {
    this.type = type;
    this.components = List.of(type.getRecordComponents());
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      accessors = new MethodHandle[components.size()];
      for (int i = 0; i < accessors.length; i++) {
        Method accessor = components.get(i).getAccessor();
        accessor.setAccessible(true);
        accessors[i] =
            lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
      }
      Constructor<R> canonical = type.getDeclaredConstructor(types().toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      constructor =
          lookup
              .unreflectConstructor(canonical)
              .asSpreader(Object[].class, accessors.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("No record that can be built: " + type, e);
    }
  }

  Class<R> type() {
    return type;
  }

  List<String> names() {
    return components.stream().map(RecordComponent::getName).toList();
  }

  List<? extends Class<?>> types() {
    return components.stream().map(RecordComponent::getType).toList();
  }

  /** The value of one component. */
  Object of(R record, int index) {
    try {
      return (Object) accessors[index].invokeExact((Object) record);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  R build(Object[] values) {
    try {
      return type.cast((Object) constructor.invokeExact(values));
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** Neither an accessor nor a canonical constructor may declare an exception. */
  private static RuntimeException unchecked(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }
}
