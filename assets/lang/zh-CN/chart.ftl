### chart
