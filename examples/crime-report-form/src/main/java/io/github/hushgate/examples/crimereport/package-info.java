/** A police crime-report form with seven vendors' tags, the same application before and after. */
package io.github.hushgate.examples.crimereport;
