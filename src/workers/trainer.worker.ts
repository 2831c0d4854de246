/** Owns a backend: the background learner of an open project, a fine-tuning run, an export. One engine a worker. */
import { serve } from './liveness';
import { trainer } from './trainer/trainer-calls';

serve(trainer);
