# Read by scripts/run-job.sh before it starts anything: what the environment of cron or a scheduler lacks. Set here, a value beats the environment's;
# write ${NAME:-value} where the environment shall win.
# What stands here is run: a file that others may write is refused, and with a secret in it, it should be closed (chmod 600).

# Where Hadoop's client is (bin/hadoop below it), unless hadoop is in the PATH.
#HADOOP_HOME=/opt/hadoop
#HADOOP_CONF_DIR=/etc/hadoop/conf

# Java 17 or newer for Sluice's client, where Hadoop's own is older. Containers take theirs from the key java.archive.
#SLUICE_JAVA_HOME=/usr/lib/jvm/java-17

# Options of the client's JVM.
#SLUICE_OPTS=-Xmx1g

# On a secured cluster, where no keytab is configured: the ticket cache of kinit, a file.
#KRB5CCNAME=FILE:/run/sluice/krb5cc
