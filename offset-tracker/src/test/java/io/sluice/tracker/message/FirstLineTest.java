package io.sluice.tracker.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FirstLineTest {
  private static final String OF_A_NAME_NODE =
      " Permission denied: user=ann. \n\tat org.apache.hadoop.hdfs.server.namenode.FSPermissionChecker";

  @Test
  void aStackTraceOfTheNameNodeIsLeftOut() {
    assertEquals("Permission denied: user=ann.", FirstLine.of(OF_A_NAME_NODE));
  }

  @Test
  void blankLinesBeforeWhatIsSaidHideNothing() {
    assertEquals("refused", FirstLine.of("\r\n \u2028\nrefused\nmore"));
  }

  @Test
  void anErrorWithoutAMessageIsNamed() {
    assertEquals("IOException", FirstLine.named(new IOException()));
    assertEquals("IOException", FirstLine.said(new IOException("")));
  }

  @Test
  void onlyAnErrorOfInputOrOutputSpeaksForItself() {
    assertEquals("Permission denied: user=ann.", FirstLine.said(new IOException(OF_A_NAME_NODE)));
    assertEquals(
        "IllegalStateException: a defect",
        FirstLine.said(new IllegalStateException("a defect\nwith more")));
  }

  @Test
  void asAPartOfASentenceItHasNoFullStopAndNoAddressOfHadoops() {
    assertEquals("Permission denied: user=ann", FirstLine.withoutFullStop(OF_A_NAME_NODE));
    assertEquals(
        "Connection refused",
        FirstLine.withoutFullStop(
            "Connection refused; For more details see:  http://wiki.apache.org/hadoop"));
  }
}
