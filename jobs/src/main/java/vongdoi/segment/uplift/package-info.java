/** Who is moved by a message: learnt from members held out by chance, judged by Qini. */
package vongdoi.segment.uplift;
