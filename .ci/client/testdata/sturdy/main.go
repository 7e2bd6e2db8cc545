// Program sturdy does what needs the runtime's table of functions: it collects garbage
// under deep and growing stacks, recovers, calls through reflection and prints what is nil.
package main

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strings"
	"sync"
)

type tree struct{ left, right *tree }

func grow(depth int) *tree {
	if depth == 0 {
		return &tree{}
	}
	return &tree{grow(depth - 1), grow(depth - 1)}
}

func (t *tree) count() int {
	if t == nil {
		return 0
	}
	return 1 + t.left.count() + t.right.count()
}

type label struct{ text string }

func (l label) String() string { return l.text }

func deep(n int, f func()) (text string) {
	var room [64]byte
	defer func() { room[n%64]++ }()
	if n == 0 {
		f()
		return "bottom"
	}
	return deep(n-1, f)
}

func caught(f func()) (why any) {
	defer func() { why = recover() }()
	f()
	return nil
}

func main() {
	fmt.Println(deep(10_000, runtime.GC))

	var all sync.WaitGroup
	counts := make([]int, 8)
	for i := range counts {
		all.Go(func() {
			t := grow(12)
			runtime.GC()
			counts[i] = t.count()
		})
	}
	all.Wait()
	fmt.Println(counts)

	var none *label
	var nobody []int
	fmt.Println(caught(func() { _ = nobody[len(os.Args)+2] }))
	fmt.Println(caught(func() { deep(100, func() { panic(errors.New("thrown")) }) }))
	fmt.Println(caught(func() { var s fmt.Stringer = none; _ = s.String() }))
	fmt.Printf("%v %v\n", none, label{"named"})

	kind := reflect.TypeFor[func(string, int) string]()
	repeat := reflect.MakeFunc(kind, func(args []reflect.Value) []reflect.Value {
		runtime.GC()
		return []reflect.Value{reflect.ValueOf(strings.Repeat(args[0].String(), int(args[1].Int())))}
	}).Interface().(func(string, int) string)
	fmt.Println(repeat("mid", 3))
	say := reflect.ValueOf(label{"said"}).MethodByName("String").Interface().(func() string)
	runtime.GC()
	fmt.Println(say())
}
