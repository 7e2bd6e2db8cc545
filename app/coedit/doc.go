// Package coedit is a shared document as its two ends see it: the frames on the
// wire, who is present, and Session, the client's end. It does no I/O: bytes and
// the time come in, bytes go out.
//
// # Protocol
//
// Frames are those of y-websocket, one message a frame, so stock Yjs clients work:
//
//	0 sync       0 step1(state vector) | 1 step2(update) | 2 update(update)
//	1 awareness  client, clock and JSON state of each person present
//	2 auth       0 permission denied(reason)
//	3 query      asks for awareness
//
// y-websocket cannot say what is stored, so two messages are ours. Stock clients
// ignore them, and are never sent the second:
//
//	100 ack      0 hello(version)                      client: number my updates, acknowledge them
//	             1 welcome(version, flags, sequence)   server: counting begins; flag 1: may write
//	             2 stored(number, sequence)            server: updates 1…number are durable
//	101 refusal  number, code, reason                  server: this update was not taken
//
// The client's step2 and update frames are numbered from 1 after each hello. The
// server answers in order: all that stored(n) covers survives a crash of the server.
//
// After a refusal the server drops every further update of that connection until
// the next hello, since later ones build on what it does not have. A client that
// may write goes on so: it says hello and asks for the whole document (step1 with
// an empty state vector), lays its unsent text on that under a fresh client id,
// and sends it as new.
//
// An update that builds on what the server has not seen is answered with the
// server's step1; the server drops further update frames, until step2 brings all
// that the client has. Its acknowledgement covers everything sent before it.
package coedit
