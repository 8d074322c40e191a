/** Keeps reports: JSON Lines on disk, a database that several machines share, a Kafka topic beside either. */
@NullMarked
package io.github.hushgate.store;

import org.jspecify.annotations.NullMarked;
