package io.sluice.testbed.readers;

import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** DuckDB over local files, in memory. */
public final class DuckDb implements AutoCloseable {
  private final IsolatedJars jars;
  private final Connection connection;

  private DuckDb(IsolatedJars jars, Connection connection) {
    this.jars = jars;
    this.connection = connection;
  }

  public static DuckDb open(StackHome home) throws IOException {
    IsolatedJars jars = IsolatedJars.of(home.classPath("readers/target/duckdb.classpath"));
    try {
      Driver driver = (Driver) jars.newInstance("org.duckdb.DuckDBDriver");
      return new DuckDb(jars, driver.connect("jdbc:duckdb:", new Properties()));
    } catch (SQLException e) {
      jars.close();
      throw new IOException("Cannot open DuckDB: " + e, e);
    }
  }

  /**
   * The text after {@code FROM} for all Parquet files below a directory. Their {@code key=value}
   * directories are columns of text, as a Hive table of ours has them; a column that some files
   * lack is null there.
   */
  public static String parquet(Path directory) {
    return "read_parquet('%s/**/*.parquet', hive_partitioning=true, hive_types_autocast=false, union_by_name=true)"
        .formatted(directory.toString().replace("'", "''"));
  }

  public QueryResult query(String sql) throws IOException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      int width = answer.getMetaData().getColumnCount();
      List<String> columns = new ArrayList<>();
      for (int column = 1; column <= width; column++) {
        columns.add(answer.getMetaData().getColumnLabel(column));
      }
      List<List<String>> rows = new ArrayList<>();
      while (answer.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= width; column++) {
          Object value = answer.getObject(column);
          row.add(answer.wasNull() ? "NULL" : value.toString());
        }
        rows.add(row);
      }
      return new QueryResult(columns, rows);
    } catch (SQLException e) {
      throw new IOException("Cannot query DuckDB with \"" + sql + "\": " + e, e);
    }
  }

  /** Runs a statement that answers nothing, such as {@code COPY … TO}. */
  public void execute(String sql) throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IOException("Cannot run \"" + sql + "\" in DuckDB: " + e, e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("Cannot close DuckDB: " + e, e);
    } finally {
      jars.close();
    }
  }
}
