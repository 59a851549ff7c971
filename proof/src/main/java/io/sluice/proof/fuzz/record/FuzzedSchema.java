package io.sluice.proof.fuzz.record;

import org.apache.avro.Schema;

/** A schema with a field of each type that lands. */
final class FuzzedSchema {
  static final String TEXT =
      """
      {"type":"record","name":"Event","namespace":"com.acme","fields":[
        {"name":"id","type":"string"},
        {"name":"count","type":"int"},
        {"name":"total","type":"long"},
        {"name":"ratio","type":"double"},
        {"name":"share","type":"float"},
        {"name":"flag","type":"boolean"},
        {"name":"raw","type":"bytes"},
        {"name":"hash","type":{"type":"fixed","name":"Hash","size":4}},
        {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
        {"name":"day","type":{"type":"int","logicalType":"date"}},
        {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
        {"name":"uuid","type":{"type":"string","logicalType":"uuid"}},
        {"name":"state","type":{"type":"enum","name":"State","symbols":["OPEN","DONE"]}},
        {"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[
          {"name":"sku","type":"string"},{"name":"n","type":["null","int"]}]}}},
        {"name":"tags","type":{"type":"map","values":["null","string"]}},
        {"name":"note","type":["null","string",{"type":"array","items":"long"}],"default":null}]}""";

  static final Schema SCHEMA = new Schema.Parser().parse(TEXT);

  private FuzzedSchema() {}
}
