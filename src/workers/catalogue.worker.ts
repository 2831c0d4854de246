/** Knows every picture of a collection by what is known of it, and finds those that are wanted. */
import { catalogueApi } from './catalogue/catalogue-calls';
import { serve } from './liveness';

serve(catalogueApi());
