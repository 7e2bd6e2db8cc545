// Program stacks leaves and resumes functions in each way there is: goroutines that wait,
// stacks that grow and are collected, panics of all kinds and where they are recovered. It
// prints what it sees of its own stacks.
package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

type node struct {
	value int
	next  *node
}

type shape interface{ Area(scale int) int }

type (
	square struct{ side int }
	box    struct{ a, b, c *node }
)

func (s square) Area(scale int) int { return s.side * s.side * scale }
func (b *box) Area(scale int) int   { return (b.a.value + b.b.value + b.c.value) * scale }

// stack tells who called, with lines.
func stack() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	var all []string
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "main.") || strings.Contains(f.Function, "anic") {
			all = append(all, fmt.Sprint(f.Function, ":", f.Line))
		}
		if !more {
			return strings.Join(all, " ")
		}
	}
}

func caught(what string, f func()) {
	defer func() { fmt.Println(what, "→", recover(), "at", stack()) }()
	f()
}

// leaf calls nothing but what panics.
func leaf(p, q *node, which bool) int {
	if which {
		return p.value
	}
	return q.next.value + p.value
}

func grown(n int) int {
	var room [200]int
	room[n%200] = n
	if n == 0 {
		runtime.GC()
		return 0
	}
	kept := &node{value: n}
	return grown(n-1) + kept.value + room[n%200] - n
}

// pieces defers in a loop and in conditions, and comes back with a named result.
func pieces(n int) (said []string, err error) {
	for i := range n {
		defer func() { said = append(said, fmt.Sprint("loop ", i)) }()
	}
	if n > 1 {
		defer func() {
			if why := recover(); why != nil {
				err = fmt.Errorf("recovered: %v", why)
			}
		}()
	}
	defer func() {
		if why := recover(); why != nil {
			panic(fmt.Sprint("again ", why))
		}
	}()
	if n > 2 {
		panic("first")
	}
	return []string{"whole"}, nil
}

func jumps(n int) (sum int) {
outer:
	for i := range n {
		switch {
		case i%7 == 3:
			continue outer
		case i%5 == 4:
			for j := range i {
				if j > 6 {
					continue outer
				}
				sum += square{j}.Area(1)
			}
		case i > 40:
			break outer
		default:
			sum += strings.Count(strings.Repeat("ab", i), "a")
		}
		if sum%2 == 0 {
			goto even
		}
		sum++
		continue
	even:
		sum += len(fmt.Sprint(sum))
	}
	return sum
}

func leaves() (said []string) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { said = append(said, "deferred") }()
		func() {
			defer func() { _ = recover() }()
			defer runtime.Goexit()
			panic("under Goexit")
		}()
		said = append(said, "not reached")
	}()
	<-done
	return said
}

func waits() {
	in, out := make(chan int), make(chan int)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for n := range in {
				runtime.Gosched()
				out <- n*n + grown(20) - grown(20)
			}
		})
	}
	go func() {
		for i := range 20 {
			in <- i
		}
		close(in)
		all.Wait()
		close(out)
	}()
	var got []int
	for n := range out {
		got = append(got, n)
	}
	slices.Sort(got)
	fmt.Println(got)

	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	in = nil
	ticks := 0
	for {
		select {
		case <-tick.C:
			if ticks++; ticks < 3 {
				continue
			}
		case n := <-in:
			fmt.Println("closed", n)
		}
		break
	}
	<-ctx.Done()
	fmt.Println(ctx.Err())
}

func main() {
	var none *node
	var nobody *box
	few := []int{1, 2, 3}
	far := len(os.Args) + 5
	var thing any = "text"
	var hollow shape
	caught("nil", func() { leaf(none, none, true) })
	caught("nil in a leaf", func() { leaf(&node{}, &node{}, false) })
	caught("nil receiver", func() { nobody.Area(1) })
	caught("no interface", func() { hollow.Area(2) })
	caught("index", func() { few[far]++ })
	caught("slice", func() { _ = few[far:] })
	caught("division", func() { _ = far / (len(few) - 3) })
	caught("assertion", func() { _ = thing.(int) })
	caught("map", func() { var m map[string]int; m["a"] = 1 })
	caught("closed", func() { c := make(chan int); close(c); close(c) })
	caught("again", func() { defer func() { panic(fmt.Sprint("second after ", recover())) }(); panic("one") })
	for n := range 4 {
		caught("pieces", func() { fmt.Println(pieces(n)) })
	}
	fmt.Println(grown(3000), jumps(60), leaves())
	for _, s := range []shape{square{3}, &box{&node{value: 1}, &node{value: 2}, &node{value: 3}}} {
		method := reflect.ValueOf(s).MethodByName("Area")
		fmt.Println(s.Area(10), method.Call([]reflect.Value{reflect.ValueOf(10)})[0])
	}
	sum := reflect.ValueOf(func(n ...int) (int, string) { runtime.GC(); return len(n), stack() })
	for _, v := range sum.Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(2)}) {
		fmt.Println(v)
	}
	for n := range func(yield func(int) bool) {
		defer fmt.Println("iterated")
		for i := range 5 {
			if !yield(i) {
				return
			}
		}
	} {
		if n == 3 {
			break
		}
	}
	pull, stop := iter.Pull(slices.Values([]string{stack(), "pulled"}))
	fmt.Println(pull())
	runtime.GC()
	fmt.Println(pull())
	stop()
	var once sync.Once
	caught("once", func() { once.Do(func() { panic(errors.New("in once")) }) })
	waits()
	fmt.Println(stack())
	var trace [1 << 14]byte
	for _, line := range strings.Split(string(trace[:runtime.Stack(trace[:], false)]), "\n") {
		if strings.HasPrefix(line, "main.") {
			fmt.Println(line)
		}
	}
	os.Stdout.WriteString("whole\n")
}
