/* An OpenCL loader of the tests that has none of its functions. */
int mmdflow_test_nothing;
