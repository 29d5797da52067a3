/**
 * The one small expression language shared by the command line, experiment files and {@code
 * toString()}, and {@code UserError}, the exception for mistakes that the user can mend.
 */
package org.mmdflow.expression;
