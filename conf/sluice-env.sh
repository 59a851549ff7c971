# scripts/run-job.sh executes this file before it starts anything. Set the variables here that the environment of cron
# or of a scheduler does not have.
# A value in this file overrides the environment; write NAME=${NAME:-value} to let the environment override it.
# A file that other users can write to is refused. If this file contains a secret, restrict it with chmod 600.

# Directory of Hadoop's client (with bin/hadoop), if hadoop is not in the PATH.
#HADOOP_HOME=/opt/hadoop
#HADOOP_CONF_DIR=/etc/hadoop/conf

# Java 17 or later for Sluice's client, if Hadoop's Java is older. The key java.archive sets the Java of the containers.
#SLUICE_JAVA_HOME=/usr/lib/jvm/java-17

# JVM options of the client.
#SLUICE_OPTS=-Xmx1g

# On a secured cluster without a configured keytab: the file with the ticket of kinit.
#KRB5CCNAME=FILE:/run/sluice/krb5cc
