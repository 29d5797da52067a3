/**
 * Files of points and weights: {@code .npy}, {@code .npz}, {@code .csv} and pictures, read into
 * points and written from them.
 */
package org.mmdflow.io;
