package auth

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"midspan/app/pact"
)

func TestAttemptsRunOutAndComeBack(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	a := newAttempts(func() time.Time { return now })
	wren, wide := charge{"wren", Rate{3, time.Minute}}, charge{"everyone", Rate{100, time.Second}}
	for range 3 {
		if _, err := a.take(wren, wide); err != nil {
			t.Fatal(err)
		}
	}
	_, err := a.take(wren, wide)
	limited, ok := errors.AsType[*pact.Error](err)
	if !ok || limited.Code != pact.Limited || limited.RetryAfter != time.Minute {
		t.Fatalf("the fourth: %v", err)
	}
	if left := a.bucket(wide).left; left != 97 {
		t.Errorf("a refused attempt was counted elsewhere: %v left", left)
	}
	if _, err := a.take(charge{"fern", Rate{3, time.Minute}}, wide); err != nil {
		t.Errorf("someone else was refused: %v", err)
	}
	now = now.Add(time.Minute)
	giveBack, err := a.take(wren)
	if err != nil {
		t.Fatalf("a minute later: %v", err)
	}
	giveBack()
	if _, err := a.take(wren); err != nil {
		t.Errorf("what succeeded was counted: %v", err)
	}
	now = now.Add(-time.Hour)
	if _, err := a.take(wren); err == nil {
		t.Error("a clock set back gave attempts")
	}
}

func TestAttemptsAtTheSameTimeAreAllCounted(t *testing.T) {
	a := newAttempts(time.Now)
	var taken atomic.Int32
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if _, err := a.take(charge{"wren", Rate{7, time.Hour}}); err == nil {
				taken.Add(1)
			}
		})
	}
	all.Wait()
	if taken.Load() != 7 {
		t.Errorf("%d of 50 attempts went through, not 7", taken.Load())
	}
}

func TestManyCountAsManyAndNeverBlockForGood(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	a := newAttempts(func() time.Time { return now })
	wren := charge{"wren", Rate{10, time.Second}}
	if _, err := a.takeMany(8, wren); err != nil {
		t.Fatal(err)
	}
	_, err := a.takeMany(5, wren)
	if limited, ok := errors.AsType[*pact.Error](err); !ok || limited.RetryAfter != 3*time.Second {
		t.Fatalf("five of the two that are left: %v", err)
	}
	now = now.Add(3 * time.Second)
	if _, err := a.takeMany(5, wren); err != nil {
		t.Errorf("after the time that was named: %v", err)
	}
	now = now.Add(time.Minute)
	if _, err := a.takeMany(1000, wren); err != nil {
		t.Errorf("more than ever fit at once is all that fits: %v", err)
	}
	if _, err := a.take(wren); err == nil {
		t.Error("something was left")
	}
}
